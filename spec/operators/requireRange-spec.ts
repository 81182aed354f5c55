import { expect } from 'chai';
import fc from 'fast-check';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { requireRange } from '../../lib/operators/requireRange.js';

describe('requireRange', () => {
  it('accepts both ends and all between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), (value) => {
        requireRange('size', value, { min: 1, max: 5, unit: 'places' });
      }),
    );
  });

  it('refuses everything outside, by name, range and value', () => {
    for (const value of [0, 6, NaN, Infinity, -Infinity]) {
      expect(() => {
        requireRange('size', value, { min: 1, max: 5, unit: 'places' });
      }).to.throw(InvalidOptionError, `size: expected 1 to 5 places, got ${String(value)}`);
    }
  });

  it('knows no upper end unless told', () => {
    requireRange('size', Infinity, { min: 1, unit: 'places' });
    expect(() => {
      requireRange('size', 0, { min: 1, unit: 'places' });
    }).to.throw('size: expected ≥ 1 places, got 0');
  });
});
