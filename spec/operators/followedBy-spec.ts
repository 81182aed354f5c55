import { expect } from 'chai';
import { EMPTY, of, Subject, take, throwError } from 'rxjs';
import { followedBy } from '../../lib/operators/followedBy.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';
import { marbles } from '../../lib/testing/marbles.js';

describe('followedBy', () => {
  it(
    'passes all values, and goes on with what is made of the last one',
    marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
      const source = hot('    -a-b|');
      const next = cold('         --(cd|)');
      const subs = '          ^---!';
      const rest = '          ----^-!';
      const expected = '      -a-b--(cd|)';
      const made: string[] = [];
      const result = source.pipe(
        followedBy((last) => {
          made.push(last);
          return next;
        }),
      );
      expectObservable(result).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subs);
      expectSubscriptions(next.subscriptions).toBe(rest);
    }),
  );

  it('makes the rest of the last value alone, once, and only when the source is complete', () => {
    const source = new Subject<number>();
    const made: number[] = [];
    source
      .pipe(
        followedBy((last) => {
          made.push(last);
          return EMPTY;
        }),
      )
      .subscribe();
    source.next(1);
    source.next(2);
    expect(made).to.deep.equal([]);
    source.complete();
    expect(made).to.deep.equal([2]);
  });

  it(
    'makes something of a last value that is undefined, and nothing of a source without values',
    marbles(({ cold, expectObservable }) => {
      const ofUndefined = cold('-u|', { u: undefined }).pipe(followedBy(() => of('n')));
      expectObservable(ofUndefined).toBe('-u(n|)', { u: undefined, n: 'n' });
      expectObservable(cold('--|').pipe(followedBy(() => of('n')))).toBe('--|');
    }),
  );

  it(
    'remembers nothing from one subscription to the next',
    marbles(({ cold, expectObservable }) => {
      let subscribed = 0;
      const source = cold('-a-|').pipe(take(2));
      const result = source.pipe(followedBy((last) => of(`${last}${String((subscribed += 1))}`)));
      expectObservable(result).toBe('-a-(x|)', { a: 'a', x: 'a1' });
      expectObservable(result, '-----^').toBe('------a-(x|)', { a: 'a', x: 'a2' });
    }),
  );

  it(
    'passes the errors of the source, of the rest, and of what makes it',
    marbles(({ cold, expectObservable }) => {
      expectObservable(cold('-a-#').pipe(followedBy(() => of('n')))).toBe('-a-#');
      expectObservable(cold('-a-|').pipe(followedBy(() => throwError(() => 'error')))).toBe('-a-#');
      const throwing = (): never => {
        throw 'error';
      };
      expectObservable(cold('-a-|').pipe(followedBy(throwing))).toBe('-a-#');
    }),
  );

  operatorLaws(
    { describe, it },
    {
      name: 'followedBy',
      make: () => followedBy<number, number>(() => EMPTY),
      sample: [1, 2],
    },
  );
});
