import { expect } from 'chai';
import { buildAccount } from '../../../lib/testing/builders/buildAccount.js';

describe('buildAccount', () => {
  it('builds the same valid value each time, and a new one', () => {
    expect(buildAccount()).to.deep.equal(buildAccount());
    expect(buildAccount()).not.to.equal(buildAccount());
  });

  it('takes overrides', () => {
    expect(buildAccount({ id: '7' })).to.include({ id: '7' });
  });
});
