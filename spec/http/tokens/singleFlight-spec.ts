import { expect } from 'chai';
import { concat, mergeMap, of, Subject, type Observable } from 'rxjs';
import { singleFlight } from '../../../lib/http/tokens/singleFlight.js';
import { marbles } from '../../../lib/testing/marbles.js';

describe('singleFlight', () => {
  it(
    'lets everyone wait for the same work',
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const work = cold('   ---a|');
      const first = '       ----(a|)';
      const second = '      ----(a|)';
      const flights = singleFlight<string>();
      expectObservable(flights.join('k', () => work)).toBe(first);
      expectObservable(
        flights.join('k', () => work),
        '-^',
      ).toBe(second);
      expectSubscriptions(work.subscriptions).toBe('^---!');
    }),
  );

  it(
    'does the work of different keys side by side',
    marbles(({ cold, expectObservable }) => {
      const flights = singleFlight<string>();
      expectObservable(flights.join('k', () => cold('--a|'))).toBe('---(a|)');
      expectObservable(flights.join('l', () => cold('-b|'))).toBe('--(b|)');
    }),
  );

  it(
    'goes on when one waiter leaves, and stops when the last one does',
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const work = cold('---------a|');
      const flights = singleFlight<string>();
      expectObservable(
        flights.join('k', () => work),
        '^-!',
      ).toBe('---');
      expectObservable(
        flights.join('k', () => work),
        '-^--!',
      ).toBe('-----');
      expectSubscriptions(work.subscriptions).toBe('^---!');
    }),
  );

  it(
    'starts afresh after the end, after an error and after everyone has left',
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const work = cold('-#');
      const flights = singleFlight<string>();
      expectObservable(flights.join('k', () => work)).toBe('-#');
      expectObservable(
        flights.join('k', () => work),
        '---^',
      ).toBe('----#');
      expectSubscriptions(work.subscriptions).toBe(['^!', '---^!']);
    }),
  );

  it('is over before its waiters hear of it: who asks again at once starts afresh', () => {
    const flights = singleFlight<number>();
    const work = new Subject<number>();
    const heard: number[] = [];
    flights
      .join('k', () => work)
      .pipe(
        mergeMap(
          (value) =>
            concat(
              of(value),
              flights.join('k', () => of(2)),
            ),
          1,
        ),
      )
      .subscribe((value) => heard.push(value));
    work.next(1);
    work.complete();
    expect(heard).to.deep.equal([1, 2]);
  });

  it('hands a throwing start on as an error', () => {
    const flights = singleFlight<number>();
    const errors: unknown[] = [];
    const boom = new Error('boom');
    const join = (): Observable<number> =>
      flights.join('k', () => {
        throw boom;
      });
    join().subscribe({ error: (error: unknown) => errors.push(error) });
    join().subscribe({ error: (error: unknown) => errors.push(error) });
    expect(errors).to.deep.equal([boom, boom]);
  });
});
