import { expect } from 'chai';
import { chance } from '../../../lib/sandbox/core/chance.js';

describe('chance', () => {
  it('gives the same number for the same seed and decision', () => {
    expect(chance(7, ['late', 3])).to.equal(chance(7, ['late', 3]));
  });

  it('tells seeds and decisions apart', () => {
    const drawn = [chance(7, ['late', 3]), chance(8, ['late', 3]), chance(7, ['late', 4]), chance(7, ['lost', 3])];
    expect(new Set(drawn).size).to.equal(4);
  });

  it('spreads evenly over [0, 1)', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 10_000; i++) {
      const tenth = Math.floor(chance(1, ['spread', i]) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const hits of tenths) expect(hits).to.be.within(850, 1150);
  });
});
