import { expect } from 'chai';
import { drawMarbles } from '../../lib/sync/drawMarbles.js';

const marblesAt = (...given: readonly (readonly [number, string])[]) =>
  given.map(([column, letter]) => ({ column, letter }));

describe('drawMarbles', () => {
  it('draws nothing as a line', () => {
    expect(drawMarbles([], 5)).to.equal('-----');
  });

  it('puts letters into their columns and groups what shares one', () => {
    expect(drawMarbles(marblesAt([1, 'T'], [4, 'O'], [4, '|']), 9)).to.equal('-T--(O|)');
  });

  it('lets one letter stand for neighbours of its kind', () => {
    expect(drawMarbles(marblesAt([0, 'e'], [0, 'e'], [0, 'q'], [0, 'e']), 6)).to.equal('(eqe)-');
    expect(drawMarbles(marblesAt([2, 'e'], [2, 'e']), 4)).to.equal('--e-');
  });

  it('pushes what a group has covered to the right', () => {
    expect(drawMarbles(marblesAt([0, 'e'], [0, 'D'], [1, 'O'], [1, '|']), 9)).to.equal('(eD)(O|)');
  });

  it('fills the line of what still runs', () => {
    expect(drawMarbles(marblesAt([0, 'T']), 6)).to.equal('T-----');
  });
});
