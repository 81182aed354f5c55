import { expect } from 'chai';
import { live } from '../../../../../lib/sandbox/core/yodlee/bank/entities.js';
import { migrateProviderAccounts } from '../../../../../lib/sandbox/core/yodlee/bank/migrateProviderAccounts.js';
import { contextOf, lived, sizes } from '../../../../support/yodleeBank.js';

describe('migrateProviderAccounts', () => {
  const book = lived(['add', 'add']);
  const after = migrateProviderAccounts(book, contextOf(2_000));
  const [left] = live(after.providerAccounts);

  it('leaves one provider account that names the ones it came from', () => {
    expect(sizes(after)).to.deep.equal([1, 6, 10, 4]);
    expect(left?.value.sourceProviderAccountIds).to.deep.equal(book.providerAccounts.map(({ id }) => id));
  });

  it('deletes the old ones, which say where they went', () => {
    for (const { id } of book.providerAccounts) {
      const last = after.providerAccounts.find((link) => link.id === id)?.versions.at(-1);
      expect(last).to.include({ deleted: true });
      expect(last?.value.destinationProviderAccountId).to.equal(left?.id);
    }
  });

  it('keeps the accounts, their ids and their transactions', () => {
    expect(live(after.accounts).map(({ id }) => id)).to.deep.equal(live(book.accounts).map(({ id }) => id));
    expect(live(after.accounts).every(({ value }) => value.providerAccountId === left?.id)).to.equal(true);
    expect(after.transactions).to.deep.equal(book.transactions);
  });

  it('adds a second one first where there is only one', () => {
    expect(sizes(migrateProviderAccounts(lived(['add']), contextOf(2_000)))).to.deep.equal([1, 6, 10, 4]);
  });
});
