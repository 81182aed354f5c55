import { expect } from 'chai';
import { DECODE } from '../../../../lib/aggregators/oxlin/resources.js';
import { toTransaction } from '../../../../lib/aggregators/oxlin/wire/toTransaction.js';
import { fixture } from '../../../support/oxlin.js';

describe('toTransaction', () => {
  it('names days as Paris does, in winter and in summer', () => {
    const decoded = DECODE.transactions(JSON.parse(fixture('transactions.json')));
    expect(decoded.kind === 'decoded' && decoded.value).to.deep.equal([
      {
        id: '12345678901',
        accountId: '5001',
        amount: '-79.99',
        currency: 'EUR',
        type: 'CARD',
        origin: 'ORIGINAL',
        status: 'BOOKED',
        categoryId: '12',
        label: 'Groceries',
        date: '2021-12-20',
        bookingDate: '2021-06-20',
        valueDate: '2021-12-20',
        importedAt: new Date(1_640_000_000_000),
      },
      { id: '12345678902', accountId: '5001', amount: '1234567890123456.78' },
    ]);
  });

  it('D9: writes amounts without an exponent', () => {
    expect(toTransaction({ id: 1, account_id: 2, amount: 1e-7 }).amount).to.equal('0.0000001');
  });
});
