import { expect } from 'chai';
import { buildConnection } from '../../../lib/testing/builders/buildConnection.js';

describe('buildConnection', () => {
  it('builds the same valid value each time, and a new one', () => {
    expect(buildConnection()).to.deep.equal(buildConnection());
    expect(buildConnection()).not.to.equal(buildConnection());
  });

  it('takes overrides', () => {
    expect(buildConnection({ status: 'RUNNING' })).to.include({ status: 'RUNNING' });
  });
});
