import { expect } from 'chai';
import { trueBook } from '../../../../../lib/sandbox/core/yodlee/truth/trueBook.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

describe('trueBook', () => {
  const driver = new YodleeDriver().act('add', 'user-1');

  it('has four tables of text, in the order of ids', () => {
    const book = trueBook(driver.state, 0);
    expect(book.providerAccounts).to.deep.equal([
      {
        id: '10000001',
        providerId: book.providerAccounts[0]?.['providerId'],
        status: 'SUCCESS',
        lastUpdated: '2026-01-15T09:00:00Z',
      },
    ]);
    expect(book.accounts.map(({ id, container }) => `${String(id)} ${String(container)}`)).to.deep.equal([
      '1000000001 bank',
      '1000000002 creditCard',
      '1000000003 investment',
    ]);
    expect(book.transactions.map(({ id, container }) => `${String(id)} ${String(container)}`)).to.deep.equal([
      '1000001 bank',
      '1000001 creditCard',
      '1000002 bank',
      '1000002 creditCard',
      '1000003 bank',
    ]);
    expect(book.holdings[0]).to.have.keys(
      'id',
      'accountId',
      'symbol',
      'description',
      'quantity',
      'value',
      'currency',
      'lastUpdated',
    );
  });

  it('leaves out what is deleted', () => {
    driver.act('delete-provider-account', 'user-1');
    expect(driver.book(0)).to.deep.equal({
      user: 'user-1',
      providerAccounts: [],
      accounts: [],
      transactions: [],
      holdings: [],
    });
  });
});
