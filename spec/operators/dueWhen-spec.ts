import { expect } from 'chai';
import { NEVER, Subject, VirtualTimeScheduler } from 'rxjs';
import { dueWhen } from '../../lib/operators/dueWhen.js';
import { LONGEST_TIMER_MS } from '../../lib/operators/LONGEST_TIMER_MS.js';
import { marbles } from '../../lib/testing/marbles.js';

describe('dueWhen', () => {
  it(
    'looks at the clock anew at a sign of life',
    marbles(({ hot, scheduler, expectObservable, expectSubscriptions }) => {
      const signs = hot('  ------s---');
      const subs = '       ^-----!';
      const expected = '   ------(d|)';
      const leftMs = (): number => (scheduler.now() >= 5 ? 0 : 100);
      expectObservable(dueWhen(leftMs, signs, scheduler)).toBe(expected, { d: 0 });
      expectSubscriptions(signs.subscriptions).toBe(subs);
    }),
  );

  it(
    'emits when the time is up, whatever signs come before',
    marbles(({ hot, scheduler, expectObservable }) => {
      const signs = hot('  -s-|');
      const expected = '   -----(d|)';
      expectObservable(dueWhen(() => Math.max(0, 5 - scheduler.now()), signs, scheduler)).toBe(expected, { d: 0 });
    }),
  );

  it(
    'passes the error of the signs, and leaves them when its subscriber leaves',
    marbles(({ hot, scheduler, expectObservable, expectSubscriptions }) => {
      expectObservable(dueWhen(() => 9, hot('--#'), scheduler)).toBe('--#');
      const signs = hot('s-s-s');
      expectObservable(
        dueWhen(() => 9, signs, scheduler),
        '^--!',
      ).toBe('---');
      expectSubscriptions(signs.subscriptions).toBe('^--!');
    }),
  );

  it('emits once when a sign finds the time up that a subscriber waits for', () => {
    const signs = new Subject<void>();
    const seen: number[] = [];
    let leftMs = 50;
    dueWhen(() => leftMs, signs, new VirtualTimeScheduler()).subscribe((value) => seen.push(value));
    signs.next();
    leftMs = 0;
    signs.next();
    signs.next();
    expect(seen).to.deep.equal([0]);
    expect(signs.observed).to.equal(false);
  });

  it('waits longer than one timer can', () => {
    const scheduler = new VirtualTimeScheduler();
    const longMs = LONGEST_TIMER_MS + 1_000;
    let dueAt = -1;
    dueWhen(() => Math.max(0, longMs - scheduler.now()), NEVER, scheduler).subscribe(() => (dueAt = scheduler.now()));
    scheduler.flush();
    expect(dueAt).to.equal(longMs);
  });
});
