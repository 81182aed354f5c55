import { expect } from 'chai';
import { isModest, MOST_TEXT } from '../../lib/model/isModest.js';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

describe('isModest', () => {
  it('takes 32 levels and not one more', () => {
    expect(isModest(nested(32))).to.equal(true);
    expect(isModest(nested(33))).to.equal(false);
  });

  it('survives a million levels', () => {
    expect(isModest(nested(1_000_000))).to.equal(false);
  });

  it('refuses a text or a key over 64 Ki characters', () => {
    expect(isModest('x'.repeat(MOST_TEXT))).to.equal(true);
    expect(isModest({ deep: ['x'.repeat(MOST_TEXT + 1)] })).to.equal(false);
    expect(isModest({ ['x'.repeat(MOST_TEXT + 1)]: 1 })).to.equal(false);
  });

  it('takes every other JSON value', () => {
    expect([null, 1, true, {}, []].every((value) => isModest(value))).to.equal(true);
  });
});
