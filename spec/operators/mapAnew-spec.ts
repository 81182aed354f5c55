import { expect } from 'chai';
import { of } from 'rxjs';
import { mapAnew } from '../../lib/operators/mapAnew.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';

const runningTotal = () => {
  let total = 0;
  return (value: string) => String((total += Number(value)));
};

describe('mapAnew', () => {
  it(
    'maps by a function that remembers',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('-1-2-1-|');
      const subs = '      ^------!';
      const expected = '  -1-3-4-|';
      expectObservable(source.pipe(mapAnew(runningTotal))).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it('remembers nothing from one subscription to the next', () => {
    const told: string[] = [];
    const totals = of('1', '2').pipe(mapAnew(runningTotal));
    for (let subscription = 0; subscription < 2; subscription++) totals.subscribe((value) => told.push(value));
    expect(told).to.deep.equal(['1', '3', '1', '3']);
  });

  it('leaves out what is mapped to undefined, and nothing else', () => {
    const told: unknown[] = [];
    const kept = of(0, 1, 2, 3).pipe(mapAnew(() => (value: number) => [0, undefined, null, false][value]));
    kept.subscribe((value) => told.push(value));
    expect(told).to.deep.equal([0, null, false]);
  });

  it('turns what its maker throws into its error', () => {
    const thrown = new Error('begin');
    let seen: unknown;
    const failing = mapAnew<number, number>(() => {
      throw thrown;
    });
    of(1)
      .pipe(failing)
      .subscribe({ error: (error: unknown) => (seen = error) });
    expect(seen).to.equal(thrown);
  });

  operatorLaws(
    { describe, it },
    {
      name: 'mapAnew',
      make: () => mapAnew(() => (value: number) => value),
      sample: [1, 2, 3],
      makeThrowing: (_, thrown) =>
        mapAnew(() => () => {
          throw thrown;
        }),
    },
  );
});
