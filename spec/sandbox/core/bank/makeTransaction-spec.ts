import { expect } from 'chai';
import { makeTransaction } from '../../../../lib/sandbox/core/bank/makeTransaction.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const account = Object.values(new SandboxDriver().state.accounts)[0];
if (account === undefined) throw new Error('the sandbox has accounts');
const context = { seed: 1, account, index: 0, daysAgo: 3, importDate: 1_768_467_600, manyDigits: false };

describe('makeTransaction', () => {
  it('is the same for the same number, and another for another', () => {
    expect(makeTransaction(context)).to.deep.equal(makeTransaction(context));
    expect(makeTransaction({ ...context, index: 1 }).id).not.to.equal(makeTransaction(context).id);
  });

  it('has ids beyond 2^31, or beyond 2^53 on demand', () => {
    expect(Number(makeTransaction(context).id)).to.be.greaterThan(2 ** 31);
    expect(BigInt(makeTransaction({ ...context, manyDigits: true }).id) > 2n ** 53n).to.equal(true);
  });

  it('is never pending when it is old', () => {
    for (let index = 0; index < 50; index++) expect(makeTransaction({ ...context, index }).status).to.equal('BOOKED');
  });
});
