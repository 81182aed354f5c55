import { expect } from 'chai';
import { toRecords } from '../../../../lib/aggregators/yodlee/wire/toRecords.js';

describe('toRecords', () => {
  it('makes nothing of missing lists', () => {
    expect(toRecords({ account: null })).to.deep.equal({
      providerAccounts: [],
      accounts: [],
      transactions: [],
      holdings: [],
    });
  });

  it('needs no more than the id of a deleted record', () => {
    const { transactions } = toRecords({ transaction: [{ id: 8, isDeleted: true }] });
    expect(transactions).to.deep.equal([{ id: '8', isDeleted: true, fields: { id: 8, isDeleted: true } }]);
  });

  it('takes null for left out', () => {
    const { transactions } = toRecords({
      transaction: [
        { id: 8, CONTAINER: null, amount: null, description: null, date: null, transactionDate: '2026-11-20' },
      ],
    });
    expect(transactions[0]).not.to.have.any.keys('container', 'amount', 'description');
    expect(transactions[0]?.date).to.equal('2026-11-20');
  });
});
