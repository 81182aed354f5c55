import { expect } from 'chai';
import { concatMap, Observable, of } from 'rxjs';
import { handOver } from '../../lib/operators/handOver.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';

describe('handOver', () => {
  it(
    'takes one value and goes on with what is made of it',
    marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
      const source = hot('--a-b');
      const subs = '      ^-!';
      const next = cold('   -(cd|)');
      const expected = '  ---(cd|)';
      expectObservable(source.pipe(handOver(() => next))).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'makes the rest of the first value',
    marbles(({ hot, expectObservable }) => {
      expectObservable(hot('-a-b').pipe(handOver((letter) => of(letter, 'z')))).toBe('-(az|)');
    }),
  );

  it(
    'errors with what it made, and frees that when its subscriber leaves',
    marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
      expectObservable(hot('-a').pipe(handOver(() => cold('-#')))).toBe('--#');
      const made = cold('  ----c');
      expectObservable(hot('-a').pipe(handOver(() => made)), '^--!').toBe('----');
      expectSubscriptions(made.subscriptions).toBe('-^-!');
    }),
  );

  it(
    'stays silent, completes and errors with a source that brings no value',
    marbles(({ cold, expectObservable }) => {
      for (const diagram of ['-', '--|', '--#']) {
        expectObservable(cold(diagram).pipe(handOver(() => of('x')))).toBe(diagram);
      }
    }),
  );

  it('stops a synchronous firehose, and turns what `next` throws into its error', () => {
    let produced = 0;
    const firehose = new Observable<number>((subscriber) => {
      while (produced < 1_000 && !subscriber.closed) subscriber.next((produced += 1));
    });
    const told: number[] = [];
    firehose.pipe(handOver((value) => of(value, 10))).subscribe((value) => told.push(value));
    expect([produced, told]).to.deep.equal([1, [1, 10]]);
    const thrown = new Error('next');
    let seen: unknown;
    const failing = handOver<number, number>(() => {
      throw thrown;
    });
    of(1)
      .pipe(failing)
      .subscribe({ error: (error: unknown) => (seen = error) });
    expect(seen).to.equal(thrown);
  });

  // An operator made of it, for it leaves its own source at the first value: each value is handed over, and its double never.
  operatorLaws(
    { describe, it },
    {
      name: 'handOver, of each value',
      make: () => (source: Observable<number>) =>
        source.pipe(concatMap((value) => of(value, value).pipe(handOver((n) => of(n))))),
      sample: [1, 2, 3],
      makeThrowing: (_, thrown) =>
        handOver<number, number>(() => {
          throw thrown;
        }),
    },
  );
});
