import { expect } from 'chai';
import { transactionQuery } from '../../../lib/aggregators/oxlin/TransactionFilter.js';

describe('transactionQuery', () => {
  it('writes days as midnights in Paris, and instants as seconds', () => {
    expect(
      transactionQuery({ startDate: '2021-06-20', endDate: '2021-12-20', importedFrom: new Date(1_640_000_000_999) }),
    ).to.deep.equal({
      start_date: '1624140000',
      end_date: '1639954800',
      start_import_date: '1640000000',
      limit: '500',
    });
  });

  it('writes lists with commas and amounts without an exponent', () => {
    const filter = {
      accountId: '5',
      origin: 'ORIGINAL',
      includedStatuses: ['BOOKED', 'PENDING'],
      excludedStatuses: ['EXPIRED'],
      minAmount: '-1e3',
      maxAmount: '10',
      amount: '5.50',
      accountType: 'LOAN',
      categoryId: '12',
      pageSize: 1,
    };
    expect(transactionQuery(filter)).to.deep.equal({
      account_id: '5',
      origin: 'ORIGINAL',
      included_statuses: 'BOOKED,PENDING',
      excluded_statuses: 'EXPIRED',
      min_amount: '-1000',
      max_amount: '10',
      amount: '5.50',
      account_type: 'LOAN',
      category_id: '12',
      limit: '1',
    });
  });

  it('names the option that is wrong, and shows no amount', () => {
    expect(() => transactionQuery({ startDate: '2021-02-29' })).to.throw('startDate: expected a day');
    expect(() => transactionQuery({ endDate: 'x' })).to.throw('endDate');
    expect(() => transactionQuery({ importedFrom: new Date(NaN) })).to.throw('importedFrom');
    expect(() => transactionQuery({ minAmount: '12,34' })).to.throw(/^minAmount: expected a decimal((?!12).)*$/);
  });
});
