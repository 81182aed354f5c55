import { expect } from 'chai';
import { toTransaction } from '../../../lib/aggregators/oxlin/wire/toTransaction.js';
import { TransactionWire } from '../../../lib/aggregators/oxlin/wire/TransactionWire.js';
import { buildTransaction } from '../../../lib/testing/builders/buildTransaction.js';
import { buildTransactionJson } from '../../../lib/testing/builders/buildTransactionJson.js';
import { overTheWire } from '../../support/overTheWire.js';

describe('buildTransactionJson', () => {
  it('builds what is decoded into the transaction of buildTransaction', () => {
    const json = buildTransactionJson();
    expect(toTransaction(overTheWire(TransactionWire, json))).to.deep.equal(buildTransaction());
  });

  it('takes overrides, and leaves out what is undefined', () => {
    const json = buildTransactionJson({ id: 7, amount: 12.3, label: undefined, remittance_information: [] });
    expect(toTransaction(overTheWire(TransactionWire, json)))
      .to.include({ id: '7', amount: '12.3' })
      .and.not.to.have.property('label');
  });
});
