import { expect } from 'chai';
import { createInFlightBudget } from '../../../lib/notification/intake/createInFlightBudget.js';
import { type BodyLimits, meterBody } from '../../../lib/notification/intake/meterBody.js';
import { Refusal } from '../../../lib/notification/intake/Refusal.js';
import { marbles } from '../../../lib/testing/marbles.js';

const PIECE = Uint8Array.of(1, 2);
const pieces = { a: PIECE, b: PIECE, c: PIECE };

function limits(own: Partial<BodyLimits> & Pick<BodyLimits, 'scheduler'>): BodyLimits {
  return {
    maxBodyBytes: 1_000,
    bodyDeadlineMs: 30_000,
    minBytesPerSecond: 0,
    claim: createInFlightBudget(1_000).claim(),
    isHeld: () => false,
    ...own,
  };
}

describe('meterBody', () => {
  it(
    'counts what comes and stops at the limit',
    marbles(({ hot, expectObservable, expectSubscriptions, scheduler }) => {
      const source = hot('-a-b-c-|', pieces);
      const expected = '  -a-#';
      const body = source.pipe(meterBody(limits({ maxBodyBytes: 3, scheduler })));
      expectObservable(body).toBe(expected, pieces, new Refusal('tooLarge'));
      expectSubscriptions(source.subscriptions).toBe('^--!');
    }),
  );

  it(
    'passes a body of exactly the limit, and leaves no timer behind',
    marbles(({ cold, expectObservable, scheduler }) => {
      const body = cold('-a-b|', pieces).pipe(meterBody(limits({ maxBodyBytes: 4, scheduler })));
      expectObservable(body).toBe('-a-b|', pieces);
    }),
  );

  it(
    'takes its bytes from the budget',
    marbles(({ cold, expectObservable, scheduler, flush }) => {
      const budget = createInFlightBudget(3);
      const body = cold('-a-b|', pieces).pipe(meterBody(limits({ claim: budget.claim(), scheduler })));
      expectObservable(body).toBe('-a-#', pieces, new Refusal('budget'));
      flush();
      expect(budget.usedBytes()).to.equal(2);
    }),
  );

  it(
    'gives a body up that does not end in time',
    marbles(({ cold, expectObservable, scheduler }) => {
      const body = cold('a 999ms a 999ms a', pieces).pipe(meterBody(limits({ bodyDeadlineMs: 2_000, scheduler })));
      expectObservable(body).toBe('a 999ms a 999ms a 999ms #', pieces, new Refusal('tooSlow'));
    }),
  );

  it(
    'gives a body up that drips, after 5 s',
    marbles(({ cold, expectObservable, scheduler }) => {
      const body = cold('a', pieces).pipe(meterBody(limits({ minBytesPerSecond: 1, scheduler })));
      expectObservable(body).toBe('a 5999ms #', pieces, new Refusal('tooSlow'));
    }),
  );

  it(
    'does not count the time in which it is held back',
    marbles(({ cold, expectObservable, scheduler }) => {
      const isHeld = (): boolean => scheduler.now() < 60_000;
      const body = cold('a', pieces).pipe(meterBody(limits({ isHeld, bodyDeadlineMs: 1_000, scheduler })));
      expectObservable(body).toBe('a 60999ms #', pieces, new Refusal('tooSlow'));
    }),
  );

  it(
    'names errors of the source',
    marbles(({ cold, expectObservable, scheduler }) => {
      const cause = new Error('reset');
      expectObservable(cold<Uint8Array>('-#', {}, cause).pipe(meterBody(limits({ scheduler })))).toBe(
        '-#',
        {},
        new Refusal('body', { cause }),
      );
    }),
  );
});
