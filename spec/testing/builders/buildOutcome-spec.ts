import { expect } from 'chai';
import { buildOutcome } from '../../../lib/testing/builders/buildOutcome.js';

describe('buildOutcome', () => {
  it('builds the same valid value each time, and a new one', () => {
    expect(buildOutcome()).to.deep.equal(buildOutcome());
    expect(buildOutcome()).not.to.equal(buildOutcome());
  });

  it('takes overrides', () => {
    expect(buildOutcome({ result: 'partial' })).to.include({ result: 'partial' });
  });
});
