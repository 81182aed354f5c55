import { expect } from 'chai';
import { map, type Observable, tap } from 'rxjs';
import { OriginNotAllowedError } from '../../lib/errors/OriginNotAllowedError.js';
import { RedirectRefusedError } from '../../lib/errors/RedirectRefusedError.js';
import { ResponseTooLargeError } from '../../lib/errors/ResponseTooLargeError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { UpstreamUnreachableError } from '../../lib/errors/UpstreamUnreachableError.js';
import type { HttpPort, HttpRequest } from '../../lib/ports/HttpPort.js';
import * as sandbox from '../../lib/sandbox/index.js';
import { marbles } from '../../lib/testing/marbles.js';
import type { CoreAnswer, CoreConfig, CoreRequest, SandboxCore } from '../../lib/testing/SandboxCore.js';
import { sandboxHttpPort } from '../../lib/testing/sandboxHttpPort.js';
import { tryRequest } from '../support/tryRequest.js';

const API = 'https://api.sandbox.test/v2.1';
const PROVIDERS = `${API}/providers`;
const BROKEN = new UpstreamUnreachableError('try port', true, 'ECONNRESET');

type Core = SandboxCore<CoreConfig, readonly CoreRequest[]>;

/** A core that remembers what it was asked, and answers as it is told. */
function core(answer: Partial<CoreAnswer> = {}): Core {
  const whole = { status: 200, headers: {}, body: '[]', delayMs: 4, ...answer };
  return {
    initialState: () => [],
    applyEffects: (asked) => asked,
    answerRequest: (asked, request) => ({ state: [...asked, request], answer: whole }),
  };
}

const statusOf = (port: HttpPort, url = PROVIDERS, changes: Partial<HttpRequest> = {}): Observable<number> =>
  port.request(tryRequest(url, { deadlineMs: 9, ...changes })).pipe(map(({ status }) => status));

describe('sandboxHttpPort', () => {
  it(
    'answers when the sandbox does, and at the deadline gives up what is never answered',
    marbles(({ expectObservable, hot, scheduler }) => {
      const answers: Partial<CoreAnswer>[] = [{}, { fault: 'hang' }];
      const turns: Core = { ...core(), answerRequest: (...asked) => core(answers.shift()).answerRequest(...asked) };
      const port = sandboxHttpPort(turns, {}, scheduler);
      const request = ' a---b------';
      const first = '  ----(r|)';
      const second = ' ----------#';
      expectObservable(hot(request)).toBe(request);
      expectObservable(statusOf(port)).toBe(first, { r: 200 });
      expectObservable(statusOf(port, PROVIDERS, { deadlineMs: 6 }), '----^').toBe(
        second,
        undefined,
        new UpstreamTimeoutError('try port', 6),
      );
    }),
  );

  it(
    'keeps the contract of a port: byte cap, redirects, and lost connections',
    marbles(({ expectObservable, scheduler }) => {
      const portOf = (answer: Partial<CoreAnswer>): HttpPort => sandboxHttpPort(core(answer), {}, scheduler);
      const large = new ResponseTooLargeError('try port', 1);
      expectObservable(statusOf(portOf({ body: 'é' }), PROVIDERS, { maxBytes: 1 })).toBe('----#', undefined, large);
      expectObservable(statusOf(portOf({ body: 'é' }), PROVIDERS, { maxBytes: 2 })).toBe('----(r|)', { r: 200 });
      const redirect = new RedirectRefusedError('try port', 302);
      expectObservable(statusOf(portOf({ status: 302 }))).toBe('----#', undefined, redirect);
      expectObservable(statusOf(portOf({ fault: 'reset' }))).toBe('----#', undefined, BROKEN);
      expectObservable(statusOf(portOf({ fault: 'truncate' }))).toBe('----#', undefined, BROKEN);
    }),
  );

  it(
    'asks for either of its two origins, as text, and for no other',
    marbles(({ expectObservable, flush, scheduler }) => {
      const port = sandboxHttpPort(core(), {}, scheduler);
      expect([port.baseUrl, port.authUrl]).to.deep.equal([API, 'https://auth.sandbox.test']);
      const changes = { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'x' } as const;
      expectObservable(statusOf(port, `${port.authUrl}/token`, changes)).toBe('----(r|)', { r: 200 });
      expectObservable(statusOf(port, `${PROVIDERS}?page=2`)).toBe('----(r|)', { r: 200 });
      for (const origin of ['https://api.sandbox.test.evil.test', 'http://api.sandbox.test', 'https://evil.test']) {
        const refused = new OriginNotAllowedError('try port', origin);
        expectObservable(statusOf(port, `${origin}/v2.1/providers`)).toBe('#', undefined, refused);
      }
      flush();
      const headers = { 'content-type': 'text/plain' };
      expect(port.state()).to.deep.equal([
        { origin: 'auth', method: 'POST', target: '/token', headers, body: 'x' },
        { origin: 'api', method: 'GET', target: '/v2.1/providers?page=2', headers: {}, body: '' },
      ]);
      expect(port.requests.map(({ end }) => end)).to.deep.equal(['answered', 'answered']);
    }),
  );

  it(
    'carries out nothing before it is subscribed, and what a subscriber left once',
    marbles(({ expectObservable, flush, scheduler }) => {
      const port = sandboxHttpPort(core(), {}, scheduler);
      const request = statusOf(port);
      expect(port.requests).to.have.length(0);
      expectObservable(request, '-^-!').toBe('-');
      flush();
      expect(port.requests.map(({ at, endedAt, end }) => [at, endedAt, end])).to.deep.equal([[1, 3, 'aborted']]);
      expect(port.state()).to.have.length(1);
    }),
  );

  it(
    'lets all happen that is due before it tells how the sandbox stands, and keeps it',
    marbles(({ flush, scheduler }) => {
      const stamped: Core = {
        ...core(),
        applyEffects: (asked, now) => asked.map((request) => ({ ...request, body: `${request.body} ${String(now)}` })),
      };
      const port = sandboxHttpPort(stamped, {}, scheduler);
      const bodies = (): readonly string[] => port.state().map(({ body }) => body);
      const seen: (readonly string[])[] = [];
      statusOf(port, PROVIDERS, { body: 'x' }).subscribe(() => seen.push(bodies()));
      scheduler.schedule(() => seen.push(bodies()), 7);
      flush();
      expect(seen).to.deep.equal([['x 4'], ['x 4 7']]);
    }),
  );

  it(
    'runs the real sandbox: dates, effects and truth on the clock of the scheduler',
    marbles(({ flush, scheduler }) => {
      const port = sandboxHttpPort(sandbox, { latencyMs: 7, scenarios: [sandbox.SCENARIOS.success] }, scheduler);
      const seen: unknown[] = [];
      port
        .request(tryRequest(PROVIDERS))
        .pipe(tap(({ status, headers }) => seen.push([scheduler.now(), status, headers['date']])))
        .subscribe();
      flush();
      expect(seen).to.deep.equal([[7, 401, 'Thu, 15 Jan 2026 09:00:00 GMT']]);
      expect(sandbox.requestLog(port.state()).map(({ path }) => path)).to.deep.equal(['/v2.1/providers']);
      expect(sandbox.sandboxTruth(port.state()).connections[0]).to.include({ id: '1001', scenario: 'success' });
    }),
  );

  it(
    'starts at the date that it is given',
    marbles(({ scheduler }) => {
      const startOf = (startAt?: number): number => {
        const config = startAt === undefined ? {} : { startAt };
        return sandbox.clockMs(sandboxHttpPort(sandbox, config, scheduler).state(), scheduler.now());
      };
      expect(startOf()).to.equal(Date.UTC(2026, 0, 15, 9));
      expect(startOf(Date.UTC(2018, 5, 4))).to.equal(Date.UTC(2018, 5, 4));
    }),
  );
});
