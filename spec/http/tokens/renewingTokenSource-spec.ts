import { expect } from 'chai';
import { inspect } from 'node:util';
import { defer, map, NEVER, throwError, timer, type Observable, type SchedulerLike } from 'rxjs';
import { CredentialsRefusedError } from '../../../lib/errors/CredentialsRefusedError.js';
import { UpstreamStatusError } from '../../../lib/errors/UpstreamStatusError.js';
import { UpstreamTimeoutError } from '../../../lib/errors/UpstreamTimeoutError.js';
import { renewingTokenSource, type MintedToken } from '../../../lib/http/tokens/renewingTokenSource.js';
import type { RenewalOptions } from '../../../lib/http/tokens/renewalOptions.js';
import { AccessToken } from '../../../lib/model/AccessToken.js';
import type { TokenRequest } from '../../../lib/ports/TokenSource.js';
import { runMarbles, type MarbleHelpers } from '../../../lib/testing/runMarbles.js';
import { tokenRequest } from '../../support/tokenRequest.js';

const TIMEOUT = new UpstreamTimeoutError('get token', 10_000, 'token');
const REFUSAL = new CredentialsRefusedError(401, 'invalid_grant');
const BUSY = new UpstreamStatusError('get token', 503, undefined);
const VALUES = { a: 't1', b: 't2', c: 't3', d: 't4' };

interface Options extends RenewalOptions {
  readonly lifeMs?: number;
  /** What the n-th minting does, if not the usual. */
  readonly turns?: Readonly<Record<number, Observable<MintedToken>>>;
}

/** A source whose n-th token is called `t<n>` and takes 10 ms to mint. */
function counted(scheduler: SchedulerLike, { lifeMs, turns = {}, ...options }: Options = {}) {
  const asked: TokenRequest[] = [];
  const source = renewingTokenSource(
    ({ tenant, userId }) => JSON.stringify([tenant, userId]),
    (request) =>
      defer(() => {
        asked.push(request);
        const turn = asked.length;
        const expiresAt = lifeMs === undefined ? undefined : scheduler.now() + lifeMs;
        const usual = timer(10, scheduler).pipe(map(() => ({ token: new AccessToken(`t${String(turn)}`, expiresAt) })));
        return turns[turn] ?? usual;
      }),
    { scheduler, ...options },
  );
  const secret = (changes: Partial<TokenRequest> = {}): Observable<string> =>
    source.token(tokenRequest(changes)).pipe(map((token) => token.reveal()));
  return { asked, source, secret };
}

const refused = (secret: string): Partial<TokenRequest> => ({ refused: new AccessToken(secret, undefined) });

describe('renewingTokenSource', () => {
  const marbles = (test: (helpers: MarbleHelpers) => void) => () => {
    runMarbles(test);
  };

  it(
    'asks nothing before it is subscribed, then once, and gives the same token from then on',
    marbles(({ scheduler, expectObservable, flush }) => {
      const { asked, secret } = counted(scheduler);
      const token = secret();
      expect(asked).to.have.length(0);
      expectObservable(token).toBe('10ms (a|)', VALUES);
      expectObservable(token, '50ms ^').toBe('50ms (a|)', VALUES);
      expectObservable(secret(), '9000m ^').toBe('9000m (a|)', VALUES);
      flush();
      expect(asked).to.have.length(1);
    }),
  );

  it(
    'renews once for 50 concurrent refusals, and gives a late refusal of an older token the newer one',
    marbles(({ scheduler, expectObservable, flush }) => {
      const { asked, secret } = counted(scheduler);
      expectObservable(secret()).toBe('10ms (a|)', VALUES);
      for (let n = 0; n < 50; n += 1) {
        const at = 20 + (n % 5);
        expectObservable(secret(refused('t1')), `${String(at)}ms ^`).toBe('30ms (b|)', VALUES);
      }
      for (const at of [31, 400]) {
        expectObservable(secret(refused('t1')), `${String(at)}ms ^`).toBe(`${String(at)}ms (b|)`, VALUES);
      }
      flush();
      expect(asked).to.have.length(2);
    }),
  );

  it(
    'does not hand out a token that was refused, even when its renewal failed',
    marbles(({ scheduler, expectObservable }) => {
      const { secret } = counted(scheduler, { turns: { 2: throwError(() => BUSY) } });
      expectObservable(secret()).toBe('10ms (a|)', VALUES);
      expectObservable(secret(refused('t1')), '20ms ^').toBe('20ms #', VALUES, BUSY);
      expectObservable(secret(), '30ms ^').toBe('40ms (c|)', VALUES);
    }),
  );

  it(
    'renews an hour-long token 6 minutes before its end',
    marbles(({ scheduler, expectObservable }) => {
      const { secret } = counted(scheduler, { lifeMs: 3_600_000 });
      expectObservable(secret()).toBe('10ms (a|)', VALUES);
      expectObservable(secret(), '3239999ms ^').toBe('3239999ms (a|)', VALUES);
      expectObservable(secret(), '3240000ms ^').toBe('3240010ms (b|)', VALUES);
    }),
  );

  it(
    'mints a token of 5 s at most every 2.5 s, however often it is asked for',
    marbles(({ scheduler, flush }) => {
      const { asked, secret } = counted(scheduler, { lifeMs: 5_000 });
      // One action each: a single repeating one nests as deep in virtual time as it is long.
      for (let at = 0; at < 60_000; at += 10) scheduler.schedule(() => secret().subscribe(), at);
      flush();
      expect(asked.length).to.be.within(20, 25);
    }),
  );

  it(
    'asks nobody again after a refusal of the credentials, for that principal, until it is reset',
    marbles(({ scheduler, expectObservable, flush }) => {
      const { asked, secret, source } = counted(scheduler, { turns: { 1: throwError(() => REFUSAL) } });
      expectObservable(secret()).toBe('#', undefined, REFUSAL);
      for (const at of [1, 50, 500_000]) {
        expectObservable(secret(), `${String(at)}ms ^`).toBe(`${String(at)}ms #`, undefined, REFUSAL);
      }
      expectObservable(secret({ userId: 'bob' }), '60ms ^').toBe('70ms (b|)', VALUES);
      timer(600_000, scheduler).subscribe(() => {
        expect(asked).to.have.length(2);
        source.reset({ tenant: 'default', userId: 'ann' });
      });
      expectObservable(secret(), '600001ms ^').toBe('600011ms (c|)', VALUES);
      expectObservable(secret({ userId: 'bob' }), '600020ms ^').toBe('600020ms (b|)', VALUES);
      flush();
    }),
  );

  it(
    'asks again after a failure that passes',
    marbles(({ scheduler, expectObservable }) => {
      const { secret } = counted(scheduler, { turns: { 1: throwError(() => BUSY) } });
      expectObservable(secret()).toBe('#', undefined, BUSY);
      expectObservable(secret(), '1ms ^').toBe('11ms (b|)', VALUES);
    }),
  );

  it(
    'ends a renewal that hangs, and everyone who waits for it, typed; the next caller may try again',
    marbles(({ scheduler, expectObservable, flush }) => {
      const { asked, secret } = counted(scheduler, { turns: { 1: NEVER } });
      const short = new UpstreamTimeoutError('get token', 300, 'token');
      expectObservable(secret()).toBe('10s #', undefined, TIMEOUT);
      expectObservable(secret({ deadlineMs: 300 })).toBe('300ms #', undefined, short);
      expectObservable(secret(), '4s ^').toBe('10s #', undefined, TIMEOUT);
      expectObservable(secret(), '10001ms ^').toBe('10011ms (b|)', VALUES);
      flush();
      expect(asked).to.have.length(2);
    }),
  );

  it(
    'goes on renewing when one waiter leaves, and stops when the last one has',
    marbles(({ scheduler, cold, expectObservable, expectSubscriptions }) => {
      const minting = cold<MintedToken>('100ms a', { a: { token: new AccessToken('t1', undefined) } });
      const { secret } = counted(scheduler, { turns: { 1: minting } });
      expectObservable(secret(), '^--!').toBe('----');
      expectObservable(secret(), '-^----!').toBe('-------');
      expectSubscriptions(minting.subscriptions).toBe('^-----!');
      expectObservable(secret(), '20ms ^').toBe('30ms (b|)', VALUES);
    }),
  );

  it(
    'gives the living token when an early renewal fails for a passing reason, and waits before it tries again',
    marbles(({ scheduler, expectObservable, flush }) => {
      const { asked, secret } = counted(scheduler, { lifeMs: 600_000, turns: { 2: throwError(() => BUSY) } });
      expectObservable(secret()).toBe('10ms (a|)', VALUES);
      expectObservable(secret(), '540000ms ^').toBe('540000ms (a|)', VALUES);
      expectObservable(secret(), '569999ms ^').toBe('569999ms (a|)', VALUES);
      expectObservable(secret(), '570000ms ^').toBe('570010ms (c|)', VALUES);
      flush();
      expect(asked).to.have.length(3);
    }),
  );

  it(
    'reports the failure when the token has ended',
    marbles(({ scheduler, expectObservable }) => {
      const { secret } = counted(scheduler, { lifeMs: 600_000, turns: { 2: throwError(() => BUSY) } });
      expectObservable(secret()).toBe('10ms (a|)', VALUES);
      expectObservable(secret(), '600000ms ^').toBe('600000ms #', VALUES, BUSY);
    }),
  );

  it(
    'keeps principals apart: tenant and user both count',
    marbles(({ scheduler, expectObservable }) => {
      const { secret } = counted(scheduler);
      const people = [{}, { userId: 'bob' }, { tenant: 'other' }, { tenant: 'default","x', userId: 'y' }];
      people.forEach((who, index) => {
        expectObservable(secret(who)).toBe('10ms (a|)', { a: `t${String(index + 1)}` });
        expectObservable(secret(who), '90ms ^').toBe('90ms (a|)', { a: `t${String(index + 1)}` });
      });
    }),
  );

  it(
    'remembers no more principals than it may, and no fewer refusals for that',
    marbles(({ scheduler, expectObservable }) => {
      const { secret } = counted(scheduler, { maxPrincipals: 1, turns: { 1: throwError(() => REFUSAL) } });
      expectObservable(secret({ userId: 'wrong' })).toBe('#', undefined, REFUSAL);
      expectObservable(secret(), '20ms ^').toBe('30ms (b|)', VALUES);
      expectObservable(secret({ userId: 'bob' }), '40ms ^').toBe('50ms (c|)', VALUES);
      expectObservable(secret(), '60ms ^').toBe('70ms (d|)', VALUES);
      expectObservable(secret({ userId: 'wrong' }), '80ms ^').toBe('80ms #', undefined, REFUSAL);
    }),
  );

  it(
    'lets what was under way before a reset leave no trace after it',
    marbles(({ scheduler, expectObservable }) => {
      const late = timer(50, scheduler).pipe(
        map(() => {
          throw REFUSAL;
        }),
      );
      const { secret, source } = counted(scheduler, { turns: { 1: late } });
      expectObservable(secret()).toBe('50ms #', undefined, REFUSAL);
      timer(20, scheduler).subscribe(() => {
        source.reset();
      });
      expectObservable(secret(), '30ms ^').toBe('40ms (b|)', VALUES);
      expectObservable(secret(), '60ms ^').toBe('60ms (b|)', VALUES);
    }),
  );

  it('shows no token when it is inspected', () => {
    runMarbles(({ scheduler, flush }) => {
      const { source, secret } = counted(scheduler);
      secret().subscribe();
      flush();
      expect(inspect(source, { depth: 20, showHidden: true })).not.to.match(/t1/);
    });
  });
});
