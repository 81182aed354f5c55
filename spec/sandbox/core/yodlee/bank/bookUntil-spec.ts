import { expect } from 'chai';
import { bookUntil } from '../../../../../lib/sandbox/core/yodlee/bank/bookUntil.js';
import { live } from '../../../../../lib/sandbox/core/yodlee/bank/entities.js';
import { lived, sizes } from '../../../../support/yodleeBank.js';

describe('bookUntil', () => {
  const book = lived(['add', 'refresh', 'delete-provider-account']);

  it('is the book as it was at the end of that second', () => {
    expect(sizes(bookUntil(book, 999))).to.deep.equal([0, 0, 0, 0]);
    expect(sizes(bookUntil(book, 1_000))).to.deep.equal(sizes(lived(['add'])));
    expect(live(bookUntil(book, 1_199).accounts)).to.deep.equal(live(lived(['add', 'refresh']).accounts));
    expect(sizes(bookUntil(book, 1_200))).to.deep.equal([0, 0, 0, 0]);
  });

  it('is the book itself when nothing is younger', () => {
    expect(bookUntil(book, 1_200)).to.deep.equal(book);
  });
});
