import { expect } from 'chai';
import { describeTransaction } from '../../../lib/cli/output/describeTransaction.js';

describe('describeTransaction', () => {
  it('masks the label unless it is asked for', () => {
    const row = {
      id: '1',
      accountId: '77',
      amount: '-79.99',
      currency: 'EUR',
      date: '2021-12-20',
      label: 'VIR JEANNE',
    };
    expect(describeTransaction(row, false)).to.equal('2021-12-20  -79.99 EUR  ••••  account 77');
    expect(describeTransaction(row, true)).to.equal('2021-12-20  -79.99 EUR  VIR JEANNE  account 77');
  });

  it('does without what is missing', () => {
    expect(describeTransaction({ id: '1', accountId: '77', amount: '5' }, false)).to.equal('5  account 77');
  });
});
