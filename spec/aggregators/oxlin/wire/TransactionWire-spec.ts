import { expect } from 'chai';
import { TransactionWire } from '../../../../lib/aggregators/oxlin/wire/TransactionWire.js';

describe('TransactionWire', () => {
  it('takes id, account and amount, extra members too', () => {
    expect(TransactionWire.is({ id: 1, account_id: 2, amount: -79.99, remittance_information: [] })).to.equal(true);
  });

  it('refuses a movement without an amount', () => {
    expect(TransactionWire.is({ id: 1, account_id: 2 })).to.equal(false);
  });
});
