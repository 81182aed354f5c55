import { expect } from 'chai';
import { EMPTY, NEVER, Subject, VirtualTimeScheduler } from 'rxjs';
import { dueWhen } from '../../lib/operators/dueWhen.js';
import { LONGEST_TIMER_MS } from '../../lib/operators/LONGEST_TIMER_MS.js';
import { marbles } from '../../lib/testing/marbles.js';

describe('dueWhen', () => {
  it(
    'looks at the clock at every sign of life',
    marbles(({ hot, scheduler, expectObservable, expectSubscriptions }) => {
      const signs = hot('   ------s---');
      const subs = '        ^-----!';
      const expected = '    ------(d|)';
      // A machine that slept: its timers stood still while the hour went by.
      const timeLeftMs = () => (scheduler.now() < 6 ? 3_600_000 : 0);
      expectObservable(dueWhen(timeLeftMs, signs, scheduler)).toBe(expected, { d: 0 });
      expectSubscriptions(signs.subscriptions).toBe(subs);
    }),
  );

  it(
    'emits when no time is left, whether or not the signs have ended',
    marbles(({ hot, scheduler, expectObservable }) => {
      const left = () => 5 - scheduler.now();
      expectObservable(dueWhen(left, NEVER, scheduler)).toBe('-----(d|)', { d: 0 });
      expectObservable(dueWhen(left, EMPTY, scheduler)).toBe('-----(d|)', { d: 0 });
      expectObservable(dueWhen(left, hot('-s-s'), scheduler)).toBe('-----(d|)', { d: 0 });
    }),
  );

  it(
    'goes on waiting when its timer fires too early',
    marbles(({ scheduler, expectObservable }) => {
      const prolonged = () => (scheduler.now() === 0 ? 3 : 7 - scheduler.now());
      expectObservable(dueWhen(prolonged, NEVER, scheduler)).toBe('-------(d|)', { d: 0 });
    }),
  );

  it(
    'passes the error of the signs',
    marbles(({ cold, scheduler, expectObservable }) => {
      expectObservable(dueWhen(() => 9, cold('-s-#'), scheduler)).toBe('---#');
    }),
  );

  it('waits longer than a timer can', () => {
    const clock = new VirtualTimeScheduler();
    const dueAt = 2 * LONGEST_TIMER_MS + 5;
    let emittedAt = -1;
    dueWhen(() => dueAt - clock.now(), NEVER, clock).subscribe(() => (emittedAt = clock.now()));
    clock.flush();
    expect(emittedAt).to.equal(dueAt);
  });

  it('leaves the signs and clears its timer when its subscriber leaves', () => {
    const clock = new VirtualTimeScheduler();
    const signs = new Subject<void>();
    dueWhen(() => 9, signs, clock)
      .subscribe()
      .unsubscribe();
    expect(signs.observed).to.equal(false);
    expect(clock.actions).to.deep.equal([]);
  });
});
