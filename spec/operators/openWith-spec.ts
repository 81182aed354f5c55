import { expect } from 'chai';
import { concatMap, EMPTY, map, merge, NEVER, of, Subject, take, throwError } from 'rxjs';
import { openWith } from '../../lib/operators/openWith.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';

const opened = <T>(value: T) => of(value);

describe('openWith', () => {
  it(
    'holds what comes while opening, and follows all values',
    marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
      const source = hot('a-b-----c-|');
      const subs = '      ^---------!';
      const open = cold(' ----(o|)');
      const follow = '    ----(ab)c-|';
      const result = source.pipe(
        openWith(
          () => open,
          (_, values) => values,
        ),
      );
      expectObservable(result).toBe(follow);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'follows with what was opened from the first value',
    marbles(({ hot, expectObservable }) => {
      const source = hot('-2-3-4|', { 2: 2, 3: 3, 4: 4 });
      const products = source.pipe(
        openWith(
          (first) => of(first * 10),
          (factor, values) => values.pipe(map((value) => value * factor)),
        ),
      );
      expectObservable(products).toBe('-a-b-c|', { a: 40, b: 60, c: 80 });
    }),
  );

  it(
    'loses nothing that comes at the very moment of opening',
    marbles(({ hot, cold, expectObservable }) => {
      const source = hot('a-b------|');
      const result = source.pipe(
        openWith(
          () => cold('--o'),
          (_, values) => values,
        ),
      );
      expectObservable(result).toBe('--(ab)---|');
    }),
  );

  it(
    'opens once, with the first thing that `open` gives',
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const open = cold('-o-o');
      const result = cold('a--b|').pipe(
        openWith(
          () => open,
          (_, values) => values,
        ),
      );
      expectObservable(result).toBe('-a-b|');
      expectSubscriptions(open.subscriptions).toBe('^!');
    }),
  );

  it(
    'passes the errors of source, `open` and `follow`',
    marbles(({ cold, expectObservable }) => {
      const same = openWith<string, string, string>(opened, (_, values) => values);
      expectObservable(cold('-a-#').pipe(same)).toBe('-a-#');
      expectObservable(
        cold('-a-').pipe(
          openWith(
            () => cold('--#'),
            () => NEVER,
          ),
        ),
      ).toBe('---#');
      expectObservable(cold('-a-').pipe(openWith(opened, () => cold('-#')))).toBe('--#');
    }),
  );

  it(
    'completes with what follows, without a value of the source, and when nothing is opened',
    marbles(({ cold, expectObservable }) => {
      expectObservable(cold('-a---').pipe(openWith(opened, (_, values) => values.pipe(take(1))))).toBe('-(a|)');
      expectObservable(cold('--|').pipe(openWith(opened, (_, values) => values))).toBe('--|');
      expectObservable(
        cold('-a-b|').pipe(
          openWith(
            () => EMPTY,
            (_, values) => values,
          ),
        ),
      ).toBe('-|');
    }),
  );

  it(
    'leaves source and opening when its subscriber leaves',
    marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
      const source = hot('-a-b');
      const open = cold(' ------o');
      const unsub = '     ---!';
      expectObservable(
        source.pipe(
          openWith(
            () => open,
            (_, values) => values,
          ),
        ),
        unsub,
      ).toBe('----');
      expectSubscriptions(source.subscriptions).toBe('^--!');
      expectSubscriptions(open.subscriptions).toBe('-^-!');
    }),
  );

  it('lets what follows subscribe to the values twice', () => {
    const source = new Subject<number>();
    const told: number[] = [];
    source
      .pipe(
        openWith<number, number, number>(opened, (_, values) =>
          merge(values, values.pipe(concatMap((value) => [value * 10]))),
        ),
      )
      .subscribe((value) => told.push(value));
    source.next(1);
    source.next(2);
    expect(told).to.deep.equal([1, 10, 2, 20]);
  });

  operatorLaws(
    { describe, it },
    {
      name: 'openWith',
      make: () =>
        openWith(
          (first: number) => of(first),
          (_, values) => values,
        ),
      sample: [1, 2, 3],
      makeThrowing: (_, thrown) =>
        openWith(
          () => throwError(() => thrown),
          () => NEVER,
        ),
    },
  );

  for (const callback of ['open', 'follow'] as const) {
    it(`turns what ${callback} throws into its error`, () => {
      const thrown = new Error(callback);
      const throwing = (): never => {
        throw thrown;
      };
      const operator = callback === 'open' ? openWith(throwing, () => NEVER) : openWith(opened, throwing);
      let seen: unknown;
      of(1, 2)
        .pipe(operator)
        .subscribe({ error: (error: unknown) => (seen = error) });
      expect(seen).to.equal(thrown);
    });
  }
});
