import { expect } from 'chai';
import { blankBook } from '../../../../../lib/sandbox/core/yodlee/bank/blankBook.js';
import { addHoldings, addProviderAccount } from '../../../../../lib/sandbox/core/yodlee/bank/addProviderAccount.js';
import { live } from '../../../../../lib/sandbox/core/yodlee/bank/entities.js';
import { contextOf, sizes } from '../../../../support/yodleeBank.js';

describe('addProviderAccount', () => {
  it('opens a bank account, a card, and for every third user an investment account', () => {
    expect([0, 1, 2, 3].map((index) => sizes(addProviderAccount(blankBook(index), contextOf(), false)))).to.deep.equal([
      [1, 3, 5, 2],
      [1, 2, 5, 0],
      [1, 2, 5, 0],
      [1, 3, 5, 2],
    ]);
  });

  it('leaves the newest transaction of the bank account pending', () => {
    const rows = live(addProviderAccount(blankBook(0), contextOf(), false).transactions);
    expect(rows.map(({ value }) => value.status)).to.deep.equal(['POSTED', 'POSTED', 'PENDING', 'POSTED', 'POSTED']);
  });

  it('opens nothing when it fails', () => {
    const failed = addProviderAccount(blankBook(0), contextOf(), true);
    expect(live(failed.providerAccounts)[0]?.value.status).to.equal('FAILED');
    expect(sizes(failed)).to.deep.equal([1, 0, 0, 0]);
  });
});

describe('addHoldings', () => {
  it('numbers what it adds', () => {
    const on = { accountId: '1', providerAccountId: '2', count: 2 };
    const book = addHoldings(addHoldings(blankBook(0), contextOf(), on), contextOf(), on);
    expect(live(book.holdings).map(({ id }) => id)).to.deep.equal(['500000001', '500000002', '500000003', '500000004']);
  });
});
