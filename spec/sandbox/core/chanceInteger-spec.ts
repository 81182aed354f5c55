import { expect } from 'chai';
import { chanceInteger } from '../../../lib/sandbox/core/chanceInteger.js';

describe('chanceInteger', () => {
  it('reaches both bounds and nothing beyond', () => {
    const drawn = new Set(Array.from({ length: 200 }, (_, i) => chanceInteger(1, ['n', i], 2, 4)));
    expect([...drawn].sort()).to.deep.equal([2, 3, 4]);
  });
});
