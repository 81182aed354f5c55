import { EMPTY, of } from 'rxjs';
import { followedBy } from '../../lib/operators/followedBy.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';

describe('followedBy', () => {
  it(
    'goes on with what is made of the last value',
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('  -a-b|');
      const next = cold('        --(cd|)');
      const expected = '     -a-b--(cd|)';
      expectObservable(source.pipe(followedBy((last) => (last === 'b' ? next : EMPTY)))).toBe(expected);
      expectSubscriptions(next.subscriptions).toBe('----^-!');
    }),
  );

  it(
    'makes nothing of a source without a value, nor of one that fails',
    marbles(({ cold, expectObservable }) => {
      const twice = followedBy<string, string>((last) => of(last, last));
      expectObservable(cold('--|').pipe(twice)).toBe('--|');
      expectObservable(cold('-a-#').pipe(twice)).toBe('-a-#');
    }),
  );

  it(
    'passes the error of what follows',
    marbles(({ cold, expectObservable }) => {
      expectObservable(cold('-a|').pipe(followedBy(() => cold('-#')))).toBe('-a-#');
      const thrown = new Error('boom');
      const throwing = followedBy<string, never>(() => {
        throw thrown;
      });
      expectObservable(cold('-a|').pipe(throwing)).toBe('-a#', undefined, thrown);
    }),
  );

  operatorLaws(
    { describe, it },
    {
      name: 'followedBy',
      make: () => followedBy((last: number) => of(last * 10)),
      sample: [1, 2, 3],
    },
  );
});
