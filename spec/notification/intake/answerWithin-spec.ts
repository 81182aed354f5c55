import { answerWithin } from '../../../lib/notification/intake/answerWithin.js';
import { Refusal } from '../../../lib/notification/intake/Refusal.js';
import { marbles } from '../../../lib/testing/marbles.js';

describe('answerWithin', () => {
  it(
    'refuses when there is no answer in time, and lets go of the source',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('-----a|');
      const expected = '   ---#';
      expectObservable(source.pipe(answerWithin(3, 'storeDeadline', scheduler))).toBe(
        expected,
        {},
        new Refusal('storeDeadline'),
      );
      expectSubscriptions(source.subscriptions).toBe('^--!');
    }),
  );

  it(
    'takes the first answer, and leaves no timer behind',
    marbles(({ cold, expectObservable, scheduler }) => {
      expectObservable(cold('-a-b').pipe(answerWithin(3, 'store', scheduler))).toBe('-(a|)');
    }),
  );

  it(
    'does not take an end without an answer for one',
    marbles(({ cold, expectObservable, scheduler }) => {
      expectObservable(cold('-|').pipe(answerWithin(3, 'store', scheduler))).toBe('-#', {}, new Refusal('store'));
    }),
  );
});
