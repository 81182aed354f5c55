import { expect } from 'chai';
import { linksOf } from '../../../lib/sandbox/core/linksOf.js';

describe('linksOf', () => {
  it('lists what a chain holds, oldest first', () => {
    const one = { last: 1, before: undefined };
    expect(linksOf({ last: 3, before: { last: 2, before: one } })).to.deep.equal([1, 2, 3]);
    expect(linksOf(one)).to.deep.equal([1]);
  });

  it('lists nothing of a chain that has not begun', () => {
    expect(linksOf(undefined)).to.deep.equal([]);
  });
});
