import { expect } from 'chai';
import fc from 'fast-check';
import { seededEntropy } from '../../lib/testing/seededEntropy.js';

const drawn = (seed: number, count: number): readonly number[] => {
  const { random } = seededEntropy(seed);
  return Array.from({ length: count }, () => random());
};

describe('seededEntropy', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    expect(drawn(7, 20)).to.deep.equal(drawn(7, 20));
    expect(drawn(7, 20)).to.not.deep.equal(drawn(8, 20));
  });

  it('gives numbers from 0 to below 1, spread over the whole', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const numbers = drawn(seed, 400);
        expect(numbers.every((number) => number >= 0 && number < 1)).to.equal(true);
        const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
        expect(mean).to.be.within(0.4, 0.6);
      }),
    );
  });
});
