import { expect } from 'chai';
import { of, Subject, take } from 'rxjs';
import { precededBy } from '../../lib/operators/precededBy.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';

describe('precededBy', () => {
  it(
    'emits what is there, then what the source brings',
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold(' ----c-|');
      const subs = '        ^-----!';
      const expected = '    (ab)c-|';
      expectObservable(source.pipe(precededBy(['a', 'b']))).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it('does not subscribe to the source when its subscriber has left before', () => {
    const source = new Subject<number>();
    const seen: number[] = [];
    source.pipe(precededBy([1, 2]), take(2)).subscribe((value) => seen.push(value));
    expect(seen).to.deep.equal([1, 2]);
    expect(source.observed).to.equal(false);
  });

  it('passes a source on as it is when nothing is there', () => {
    const seen: number[] = [];
    of(3)
      .pipe(precededBy<number>([]))
      .subscribe((value) => seen.push(value));
    expect(seen).to.deep.equal([3]);
  });

  operatorLaws({ describe, it }, { name: 'precededBy', make: () => precededBy<number>([]), sample: [1, 2, 3] });
});
