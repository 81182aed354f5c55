import { expect } from 'chai';
import {
  concat,
  concatMap,
  EMPTY,
  firstValueFrom,
  lastValueFrom,
  map,
  NEVER,
  Observable,
  of,
  throwError,
  timer,
} from 'rxjs';
import { callOrigin, type CallOrigin, type OriginCall } from '../../../lib/aggregators/shared/callOrigin.js';
import { type OriginSettings, originSettings } from '../../../lib/aggregators/shared/originSettings.js';
import { statusFailure } from '../../../lib/errors/statusFailure.js';
import { UpstreamTimeoutError } from '../../../lib/errors/UpstreamTimeoutError.js';
import { AccessToken } from '../../../lib/model/AccessToken.js';
import type { HttpPort, HttpResponse } from '../../../lib/ports/HttpPort.js';
import type { TokenRequest, TokenSource } from '../../../lib/ports/TokenSource.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { answered, fakeTokens, fakeUpstream } from '../../support/fakeUpstream.js';
import { recordTelemetry } from '../../support/oxlin.js';

const url = new URL('https://api.test/queues/20');
const call = { operation: 'read queue', method: 'GET', url } as const;
const DEFAULTS = { tenant: 'default', deadlineMs: 30_000, maxBytes: 65_536, rateLimit: false, breaker: false } as const;

class Refused extends Error {}

interface Differences extends Partial<OriginSettings> {
  readonly tokens?: TokenSource;
  readonly headersOf?: () => Readonly<Record<string, string>>;
}

/** A dialect in which 401 speaks against the token, and nobody is served with one token for all. */
function upstreamOver(
  http: HttpPort,
  { tokens = fakeTokens('t-0k3n'), headersOf = () => ({}), ...options }: Differences = {},
): CallOrigin<OriginCall> {
  return callOrigin(
    { options: originSettings({ http, ...options }, DEFAULTS), tokens, guard: ({ exchange }) => exchange },
    {
      userIdOf: ({ operation }) => `who wants to ${operation}`,
      headersOf,
      judge: ({ operation }, response) => {
        if (response.status < 300) return response;
        throw response.status === 401 ? new Refused() : statusFailure(operation, response.status, undefined);
      },
      blamesToken: (error) => error instanceof Refused,
    },
  );
}

const failure = async (upstream: CallOrigin<OriginCall>): Promise<unknown> =>
  lastValueFrom(upstream(call)).then(
    () => 'none',
    (error: unknown) => error,
  );

describe('callOrigin', () => {
  it('asks for the token of who calls, within the deadline, and sends the headers of the dialect with it', async () => {
    const http = fakeUpstream([answered(200, '[]')]);
    const tokens = fakeTokens('t-0k3n');
    const headersOf = () => ({ 'api-version': '1.1', authorization: 'mine', accept: 'text/html' });
    const asking = upstreamOver(http, { tokens, headersOf })(call, { deadlineMs: 700 });
    expect([http.requests, tokens.asked]).to.deep.equal([[], []]);
    await firstValueFrom(asking);
    expect(tokens.asked[0]).to.deep.include({ tenant: 'default', userId: 'who wants to read queue' });
    expect(tokens.asked[0]?.deadlineMs).to.be.within(1, 700);
    expect(http.requests[0]?.headers).to.deep.equal({
      'api-version': '1.1',
      accept: 'application/json',
      authorization: 'Bearer t-0k3n',
    });
  });

  it('A1: renews the token once after a 401 and repeats the request once, a POST as well', async () => {
    const http = fakeUpstream([answered(401), answered(204)]);
    const tokens = fakeTokens('old', 'new');
    const response = await firstValueFrom(upstreamOver(http, { tokens })({ ...call, method: 'POST', body: '{}' }));
    expect(response.status).to.equal(204);
    expect(http.requests.map(({ headers }) => headers['authorization'])).to.deep.equal(['Bearer old', 'Bearer new']);
    expect(tokens.asked.map(({ refused }) => refused?.reveal())).to.deep.equal([undefined, 'old']);
  });

  it('A5: gives up when a fresh token is refused as well', async () => {
    const http = fakeUpstream([answered(401)]);
    const tokens = fakeTokens('a', 'b', 'c', 'd');
    expect(await failure(upstreamOver(http, { tokens }))).to.be.instanceOf(Refused);
    expect([http.requests.length, tokens.asked.length]).to.deep.equal([2, 2]);
  });

  it('A5: does not repeat with the very token that was refused', async () => {
    const http = fakeUpstream([answered(401)]);
    expect(await failure(upstreamOver(http))).to.have.property('name', 'UnauthorizedError');
    expect(http.requests).to.have.lengthOf(1);
  });

  it(
    'A4: gives a token that hangs no longer than the deadline, and says so',
    marbles(({ scheduler, expectObservable }) => {
      const upstream = upstreamOver(fakeUpstream([answered(200)]), { scheduler, tokens: { token: () => NEVER } });
      expectObservable(upstream(call)).toBe(
        '30s #',
        undefined,
        new UpstreamTimeoutError('read queue', 30_000, 'token'),
      );
      expectObservable(upstream(call, { deadlineMs: 5 })).toBe(
        '5ms #',
        undefined,
        new UpstreamTimeoutError('read queue', 5, 'token'),
      );
    }),
  );

  it(
    'passes what the token left of the deadline on to the exchange',
    marbles(({ scheduler, flush }) => {
      const http = fakeUpstream([answered(200)]);
      const token = (): AccessToken => new AccessToken('t', undefined);
      const upstream = upstreamOver(http, {
        scheduler,
        tokens: { token: () => timer(400, scheduler).pipe(map(token)) },
      });
      upstream(call, { deadlineMs: 1_000 }).subscribe();
      flush();
      expect(http.requests[0]?.deadlineMs).to.equal(600);
    }),
  );

  it('refuses a deadline that has passed, before anything is sent', async () => {
    const http = fakeUpstream([answered(200)]);
    const tokens = fakeTokens('t');
    const asking = upstreamOver(http, { tokens })(call, { deadlineMs: -1 });
    const late = await lastValueFrom(asking).catch((error: unknown) => error);
    expect(late).to.have.property('name', 'UpstreamTimeoutError');
    expect(tokens.asked).to.have.lengthOf(0);
    expect(() => upstreamOver(http)(call, { deadlineMs: NaN })).to.throw('deadlineMs');
    expect(http.requests).to.have.lengthOf(0);
  });

  it('passes the errors of the port and of the token source on', async () => {
    const broken = new UpstreamTimeoutError('read queue', 1, 'headers');
    expect(await failure(upstreamOver(fakeUpstream([broken])))).to.equal(broken);
    const tokens = { token: () => throwError(() => broken) };
    expect(await failure(upstreamOver(fakeUpstream([answered(200)]), { tokens }))).to.equal(broken);
  });

  it('frees the exchange when its subscriber leaves', () => {
    let freed = 0;
    const http = fakeUpstream([new Observable(() => () => freed++)]);
    upstreamOver(http)(call).subscribe().unsubscribe();
    expect(freed).to.equal(1);
  });

  it(
    'takes the first token and the first answer only, and counts once',
    marbles(({ scheduler, cold, flush, expectObservable }) => {
      const [a, b] = [answered(200), answered(503)];
      const later = fakeUpstream([cold('--(ab)', { a, b })]);
      const atOnce = fakeUpstream([of(a, b)]);
      const first = of('a', 'b').pipe(map((text) => new AccessToken(text, undefined)));
      const thenBreaks = concat(
        first,
        throwError(() => new Error('too late')),
      );
      const telemetry = recordTelemetry();
      const over = (http: HttpPort, token: Observable<AccessToken>): Observable<unknown> =>
        upstreamOver(http, { scheduler, telemetry, tokens: { token: () => token } })(call);
      expectObservable(over(later, thenBreaks)).toBe('--(a|)', { a });
      expectObservable(over(later, first)).toBe('--(a|)', { a });
      expectObservable(over(atOnce, first)).toBe('(a|)', { a });
      flush();
      expect(later.requests.map(({ headers }) => headers['authorization'])).to.deep.equal(['Bearer a', 'Bearer a']);
      expect(telemetry.counted).to.have.lengthOf(3);
    }),
  );

  it('takes a port or a token source that ends without an answer for one that failed, and says what was sent', async () => {
    const nothing = fakeUpstream([EMPTY, EMPTY]);
    const telemetry = recordTelemetry();
    expect(await failure(upstreamOver(nothing, { telemetry }))).to.deep.include({
      name: 'UpstreamUnreachableError',
      requestSent: true,
    });
    expect(telemetry.counted).to.have.lengthOf(1);
    expect(await failure(upstreamOver(nothing, { tokens: { token: () => EMPTY } }))).to.deep.include({
      name: 'UpstreamUnreachableError',
      requestSent: false,
    });
  });

  it(
    'times the exchange itself, should the port not do so, and leaves it',
    marbles(({ scheduler, cold, expectObservable, expectSubscriptions }) => {
      const hanging = cold<HttpResponse>('---');
      const upstream = upstreamOver(fakeUpstream([hanging]), { scheduler });
      expectObservable(upstream(call, { deadlineMs: 5 })).toBe('5ms #', {}, new UpstreamTimeoutError('read queue', 5));
      expectSubscriptions(hanging.subscriptions).toBe('^----!');
    }),
  );

  it(
    'prefers what the port itself says of the time that ran out',
    marbles(({ scheduler, expectObservable }) => {
      const late = new UpstreamTimeoutError('read queue', 5, 'headers');
      const timed = timer(5, scheduler).pipe(concatMap(() => throwError(() => late)));
      const upstream = upstreamOver(fakeUpstream([timed]), { scheduler });
      expectObservable(upstream(call, { deadlineMs: 5 })).toBe('5ms #', {}, late);
    }),
  );

  it('tells its caller what the parts it is given throw', async () => {
    const broken = new Error('broken');
    const throws = (): never => {
      throw broken;
    };
    const ok = fakeUpstream([answered(200)]);
    expect(await failure(upstreamOver(ok, { tokens: { token: throws } }))).to.equal(broken);
    expect(await failure(upstreamOver({ ...ok, request: throws }))).to.equal(broken);
    expect(await failure(upstreamOver(ok, { headersOf: throws }))).to.equal(broken);
    const telemetry = { count: throws, gauge: () => undefined };
    expect(await failure(upstreamOver(fakeUpstream([answered(200)]), { telemetry }))).to.equal(broken);
    expect(await failure(upstreamOver(fakeUpstream([throwError(() => 'x')]), { telemetry }))).to.equal(broken);
    const old = new AccessToken('old', undefined);
    const renewing = { token: ({ refused }: TokenRequest) => (refused === undefined ? of(old) : throws()) };
    expect(await failure(upstreamOver(fakeUpstream([answered(401)]), { tokens: renewing }))).to.equal(broken);
  });

  it(
    'frees the token source and its timer when the token is there, and when the subscriber leaves',
    marbles(({ scheduler, cold, flush, expectSubscriptions }) => {
      const tokens = cold('--t--', { t: new AccessToken('t', undefined) });
      const http = fakeUpstream([cold('---a', { a: answered(200) })]);
      const upstream = upstreamOver(http, { scheduler, tokens: { token: () => tokens } });
      upstream(call).subscribe();
      const leaving = upstream(call).subscribe();
      scheduler.schedule(() => {
        leaving.unsubscribe();
      }, 1);
      expectSubscriptions(tokens.subscriptions).toBe(['^-!', '^!']);
      flush();
      expect(scheduler.now()).to.equal(5);
    }),
  );
});
