import { expect } from 'chai';
import { of, take } from 'rxjs';
import { flatten } from '../../lib/operators/flatten.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';

describe('flatten', () => {
  it(
    'emits what is in each value, one after the other',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('-a---b-c|', { a: ['1', '2'], b: [], c: ['3'] });
      const subs = '      ^-------!';
      const expected = '  -(12)--3|';
      expectObservable(source.pipe(flatten((values) => values))).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it('tells a taker who leaves no more of the batch', () => {
    const told: number[] = [];
    const values = of([1, 2, 3, 4]).pipe(flatten((batch) => batch));
    values.pipe(take(2)).subscribe((value) => told.push(value));
    expect(told).to.deep.equal([1, 2]);
  });

  operatorLaws(
    { describe, it },
    {
      name: 'flatten',
      make: () => flatten((value: number) => [value, value]),
      sample: [1, 2, 3],
      makeThrowing: (_, thrown) =>
        flatten(() => {
          throw thrown;
        }),
    },
  );
});
