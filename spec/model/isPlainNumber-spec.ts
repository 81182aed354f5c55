import { expect } from 'chai';
import fc from 'fast-check';
import { isPlainNumber } from '../../lib/model/isPlainNumber.js';

describe('isPlainNumber', () => {
  it('knows the numbers that JavaScript writes without an exponent, zero among them', () => {
    for (const value of [0, -0, 1, -79.99, 1e-6, 999_999_999_999_999_900_000])
      expect(isPlainNumber(value)).to.equal(true);
  });

  it('refuses those with an exponent, and what is no number', () => {
    for (const value of [1e-7, 9.99e-7, 1e21, -1e300, 5e-324, NaN, Infinity, -Infinity])
      expect(isPlainNumber(value)).to.equal(false);
  });

  it('is right of every number', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(isPlainNumber(value)).to.equal(/^-?\d+(\.\d+)?$/.test(String(value)));
      }),
      { numRuns: 2_000 },
    );
  });
});
