import { expect } from 'chai';
import { NEVER, Observable, of, pipe, skip, Subject, take, toArray } from 'rxjs';
import { precededBy } from '../../lib/operators/precededBy.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';

describe('precededBy', () => {
  it(
    'emits what is there already, then whatever the source brings',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('  ----c-|');
      const subs = '        ^-----!';
      const expected = '    (ab)c-|';
      expectObservable(source.pipe(precededBy(['a', 'b']))).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'is the source itself when nothing is there, errors included',
    marbles(({ cold, expectObservable }) => {
      expectObservable(cold('-a-|').pipe(precededBy<string>([]))).toBe('-a-|');
      expectObservable(cold('-a-#').pipe(precededBy(['x']))).toBe('xa-#');
    }),
  );

  it('subscribes to the source after the last of the values', () => {
    const heard: string[] = [];
    const source = new Observable<string>(() => {
      heard.push('subscribed');
    });
    source.pipe(precededBy(['a', 'b'])).subscribe((value) => heard.push(value));
    expect(heard).to.deep.equal(['a', 'b', 'subscribed']);
  });

  it('goes no further for a subscriber that has enough', () => {
    let subscribed = 0;
    const source = new Observable<number>(() => {
      subscribed += 1;
    });
    let all: readonly number[] = [];
    for (const enough of [1, 2]) {
      source.pipe(precededBy([1, 2]), take(enough), toArray()).subscribe((values) => (all = values));
      expect(all).to.have.length(enough);
    }
    expect(subscribed).to.equal(0);
  });

  it('leaves the source when its subscriber leaves, and serves each subscriber anew', () => {
    const source = new Subject<number>();
    const result = source.pipe(precededBy([1]));
    result.subscribe().unsubscribe();
    expect(source.observed).to.equal(false);
    const seen: number[] = [];
    of(0)
      .pipe(precededBy([1]))
      .subscribe((value) => seen.push(value));
    NEVER.pipe(precededBy([1])).subscribe((value) => seen.push(value));
    expect(seen).to.deep.equal([1, 0, 1]);
  });

  // The laws are about what is made of the source, so that what precedes it is left out again.
  operatorLaws(
    { describe, it },
    { name: 'precededBy', make: () => pipe(precededBy([-1, 0]), skip(2)), sample: [1, 2, 3] },
  );
});
