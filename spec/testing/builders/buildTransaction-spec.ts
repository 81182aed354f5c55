import { expect } from 'chai';
import { buildTransaction } from '../../../lib/testing/builders/buildTransaction.js';

describe('buildTransaction', () => {
  it('builds the same valid value each time, and a new one', () => {
    expect(buildTransaction()).to.deep.equal(buildTransaction());
    expect(buildTransaction()).not.to.equal(buildTransaction());
  });

  it('takes overrides', () => {
    expect(buildTransaction({ id: '7' })).to.include({ id: '7' });
  });
});
