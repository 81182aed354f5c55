import { createRateLimiter } from '../../lib/operators/createRateLimiter.js';
import { rateLimit } from '../../lib/operators/rateLimit.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';
import { marbles } from '../../lib/testing/marbles.js';

describe('rateLimit', () => {
  it(
    'delays the subscription until a permit is there',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const limiter = createRateLimiter({ perSecond: 1_000 / 3, burst: 1, scheduler });
      const source = cold('  -(a|)');
      const first = '        -(a|)';
      const expected = '     ----(a|)';
      expectObservable(source.pipe(rateLimit(limiter))).toBe(first);
      expectObservable(source.pipe(rateLimit(limiter))).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(['^!', '---^!']);
    }),
  );

  it(
    'never subscribes for someone who left while waiting, and gives the place to the next',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const limiter = createRateLimiter({ perSecond: 100, burst: 1, scheduler });
      const source = cold('(a|)');
      expectObservable(source.pipe(rateLimit(limiter))).toBe('(a|)');
      expectObservable(source.pipe(rateLimit(limiter)), '^---!').toBe('-----');
      expectObservable(source.pipe(rateLimit(limiter))).toBe('10ms (a|)');
      expectSubscriptions(source.subscriptions).toBe(['(^!)', '10ms (^!)']);
    }),
  );

  it(
    'passes values, error and an early leave through',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const limiter = createRateLimiter({ perSecond: 1, burst: 9, scheduler });
      expectObservable(cold('-a-b-#').pipe(rateLimit(limiter))).toBe('-a-b-#');
      const left = cold('-a-b-c-|');
      expectObservable(left.pipe(rateLimit(limiter)), '^--!').toBe('-a--');
      expectSubscriptions(left.subscriptions).toBe('^--!');
    }),
  );
});

operatorLaws<number, number>(
  { describe, it },
  {
    name: 'rateLimit with permits to spare',
    make: (scheduler) => rateLimit(createRateLimiter({ perSecond: 10, burst: 100, scheduler })),
    sample: [1, 2, 3],
  },
);
