import { expect } from 'chai';
import { live } from '../../../../../lib/sandbox/core/yodlee/bank/entities.js';
import { refreshProviderAccount } from '../../../../../lib/sandbox/core/yodlee/bank/refreshProviderAccount.js';
import { contextOf, lived } from '../../../../support/yodleeBank.js';

describe('refreshProviderAccount', () => {
  const book = lived(['add']);
  const id = live(book.providerAccounts)[0]?.id ?? '';
  const after = refreshProviderAccount(book, contextOf(2_000), { id, by: 'SYSTEM' });

  it('says who asked, and heals a failed one', () => {
    expect(live(after.providerAccounts)[0]?.value).to.include({ status: 'SUCCESS', aggregationSource: 'SYSTEM' });
  });

  it('changes every account, posts what was pending, and brings new transactions', () => {
    expect(after.accounts.every(({ versions }) => versions.at(-1)?.at === 2_000)).to.equal(true);
    const old = new Set(book.transactions.map((row) => row.id));
    const rows = live(after.transactions);
    expect(rows.filter((row) => old.has(row.id)).every(({ value }) => value.status === 'POSTED')).to.equal(true);
    expect(rows.filter((row) => !old.has(row.id))).to.have.length.greaterThan(1);
  });

  it('trades now and then: one sold, one bought', () => {
    const histories = Array.from({ length: 6 }, (_, n) => lived(['add', ...Array<'refresh'>(n + 1).fill('refresh')]));
    for (const history of histories) expect(live(history.holdings)).to.have.length(2);
    expect(histories.at(-1)?.holdings.some(({ versions }) => versions.at(-1)?.deleted === true)).to.equal(true);
  });

  it('leaves a book without such a provider account as it is', () => {
    expect(refreshProviderAccount(book, contextOf(2_000), { id: '1', by: 'USER' })).to.equal(book);
  });
});
