import { expect } from 'chai';
import { LONGEST_TIMER_MS } from '../../lib/operators/LONGEST_TIMER_MS.js';

describe('LONGEST_TIMER_MS', () => {
  it('is the greatest delay that fits 32 bits with a sign', () => {
    expect(LONGEST_TIMER_MS).to.equal(2 ** 31 - 1);
    expect(LONGEST_TIMER_MS | 0).to.equal(LONGEST_TIMER_MS);
    expect((LONGEST_TIMER_MS + 1) | 0).to.be.lessThan(0);
  });
});
