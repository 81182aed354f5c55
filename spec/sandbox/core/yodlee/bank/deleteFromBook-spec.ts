import { expect } from 'chai';
import { deleteAccount, deleteProviderAccount } from '../../../../../lib/sandbox/core/yodlee/bank/deleteFromBook.js';
import { live } from '../../../../../lib/sandbox/core/yodlee/bank/entities.js';
import { lived, sizes } from '../../../../support/yodleeBank.js';

const book = lived(['add', 'add']);

describe('deleteProviderAccount', () => {
  it('takes along what belonged to it, and nothing else', () => {
    const id = live(book.providerAccounts)[0]?.id ?? '';
    const after = deleteProviderAccount(book, { at: 2_000 }, id);
    expect(sizes(book)).to.deep.equal([2, 6, 10, 4]);
    expect(sizes(after)).to.deep.equal([1, 3, 5, 2]);
    expect(live(after.accounts).every(({ value }) => value.providerAccountId !== id)).to.equal(true);
  });
});

describe('deleteAccount', () => {
  it('takes along its transactions', () => {
    const id = live(book.accounts)[0]?.id ?? '';
    const after = deleteAccount(book, { at: 2_000 }, id);
    expect(sizes(after)).to.deep.equal([2, 5, 7, 4]);
  });
});
