import { expect } from 'chai';
import { MIXED_STEPS } from '../../../../../lib/sandbox/core/yodlee/script/MIXED_STEPS.js';

describe('MIXED_STEPS', () => {
  it('adds first, each step in an interval of its own', () => {
    expect(MIXED_STEPS[0]).to.include({ do: 'act', action: 'add', users: 'all' });
    expect(MIXED_STEPS.map(({ at }) => Math.floor(at))).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});
