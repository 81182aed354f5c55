import { expect } from 'chai';
import { concatMap, defer, of, throwError, timer } from 'rxjs';
import type { SchedulerLike } from 'rxjs';
import { type GuardedExchange, guardOrigin } from '../../../lib/aggregators/shared/guardOrigin.js';
import { type OriginSettings, originSettings } from '../../../lib/aggregators/shared/originSettings.js';
import { CircuitOpenError } from '../../../lib/errors/CircuitOpenError.js';
import { UpstreamStatusError } from '../../../lib/errors/UpstreamStatusError.js';
import { UpstreamTimeoutError } from '../../../lib/errors/UpstreamTimeoutError.js';
import { answered, fakeUpstream } from '../../support/fakeUpstream.js';
import { marbles } from '../../../lib/testing/marbles.js';

const ORIGIN = 'https://api.oxlin.test';
const ok = of(answered(200));
const late = (stage: 'permit'): UpstreamTimeoutError => new UpstreamTimeoutError('read queue', 1_000, stage);

const DEFAULTS = { tenant: 'default', deadlineMs: 30_000, maxBytes: 65_536, rateLimit: false, breaker: {} } as const;

const guardOver = (scheduler: SchedulerLike, options: Partial<OriginSettings>) => {
  const given = { http: fakeUpstream([]), scheduler, entropy: { random: () => 0 }, ...options };
  const resolved = originSettings(given, DEFAULTS);
  const guard = guardOrigin(ORIGIN, resolved);
  return (exchange: GuardedExchange['exchange'], leftMs = 1_000) => guard({ exchange, leftMs: () => leftMs, late });
};

describe('guardOrigin', () => {
  it(
    'makes all calls together wait for permits',
    marbles(({ scheduler, expectObservable }) => {
      const guarded = guardOver(scheduler, { rateLimit: { perSecond: 10, burst: 1 } });
      const a = answered(200);
      expectObservable(guarded(ok)).toBe('(a|)', { a });
      expectObservable(guarded(ok)).toBe('100ms (a|)', { a });
    }),
  );

  it(
    'waits no longer than the call has left, and says that nothing was sent',
    marbles(({ scheduler, expectObservable }) => {
      const guarded = guardOver(scheduler, { rateLimit: { perSecond: 0.5, burst: 1 } });
      guarded(ok).subscribe();
      expectObservable(guarded(ok)).toBe('1s #', undefined, late('permit'));
    }),
  );

  it(
    'opens the circuit for everyone, and asks nothing while it is open',
    marbles(({ scheduler, expectObservable, flush }) => {
      const guarded = guardOver(scheduler, { rateLimit: false, breaker: { failures: 2, openMs: 500 } });
      const broken = new UpstreamStatusError('read queue', 503, undefined);
      let asked = 0;
      const failing = defer(() => {
        asked++;
        return throwError(() => broken);
      });
      guarded(failing).subscribe({ error: () => undefined });
      guarded(failing).subscribe({ error: () => undefined });
      expectObservable(guarded(failing)).toBe('#', undefined, new CircuitOpenError(ORIGIN, 500));
      expectObservable(timer(500).pipe(concatMap(() => guarded(ok)))).toBe('500ms (a|)', { a: answered(200) });
      flush();
      expect(asked).to.equal(2);
    }),
  );

  it(
    'lets everything through when both are off',
    marbles(({ scheduler, expectObservable }) => {
      const guarded = guardOver(scheduler, { rateLimit: false, breaker: false });
      for (let call = 0; call < 3; call++) expectObservable(guarded(ok)).toBe('(a|)', { a: answered(200) });
    }),
  );
});
