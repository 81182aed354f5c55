import { expect } from 'chai';
import { concat, concatMap, ignoreElements, type Observable, of, VirtualTimeScheduler } from 'rxjs';
import { pause } from '../../lib/operators/pause.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';

describe('pause', () => {
  it(
    'emits once after its time and completes',
    marbles(({ expectObservable, scheduler }) => {
      const expected = '---(n|)';
      expectObservable(pause(3, scheduler)).toBe(expected, { n: 0 });
    }),
  );

  it(
    'emits at once for 0 and for a negative time',
    marbles(({ expectObservable, scheduler }) => {
      expectObservable(pause(0, scheduler)).toBe('(n|)', { n: 0 });
      expectObservable(pause(-5, scheduler)).toBe('(n|)', { n: 0 });
    }),
  );

  it(
    'clears its timer when its subscriber leaves',
    marbles(({ expectObservable, scheduler }) => {
      expectObservable(pause(3, scheduler), '-^!').toBe('-');
    }),
  );

  it('keeps a time that no single timer can keep', () => {
    const clock = new VirtualTimeScheduler();
    const delays: number[] = [];
    const schedule = clock.schedule.bind(clock);
    clock.schedule = (work, delay = 0, state) => {
      delays.push(delay);
      return schedule(work, delay, state);
    };
    let endedAt = -1;
    pause(5_000_000_000, clock).subscribe(() => (endedAt = clock.now()));
    clock.flush();
    expect(endedAt).to.equal(5_000_000_000);
    expect(Math.max(...delays)).to.be.lessThan(2 ** 31);
  });

  it('runs each subscription on its own', () => {
    const clock = new VirtualTimeScheduler();
    const ends: number[] = [];
    const three = pause(3, clock);
    three.subscribe(() => ends.push(clock.now()));
    clock.schedule(() => three.subscribe(() => ends.push(clock.now())), 2);
    clock.flush();
    expect(ends).to.deep.equal([3, 5]);
  });

  // An operator made of it: a pause after each value, for before the first a firehose would run on.
  operatorLaws(
    { describe, it },
    {
      name: 'pause, after each value',
      make: (scheduler) => (source: Observable<number>) =>
        source.pipe(concatMap((value) => concat(of(value), pause(value, scheduler).pipe(ignoreElements())))),
      sample: [1, 2, 3],
    },
  );
});
