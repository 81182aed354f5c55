import { expect } from 'chai';
import { blankBook } from '../../../../../lib/sandbox/core/yodlee/bank/blankBook.js';
import { sizes } from '../../../../support/yodleeBank.js';

describe('blankBook', () => {
  it('holds nothing, and no past', () => {
    expect(sizes(blankBook(3))).to.deep.equal([0, 0, 0, 0]);
    expect(blankBook(3)).to.deep.include({ index: 3, bulks: 0, actions: 0, counters: {} });
  });
});
