import { expect } from 'chai';
import { isUsageError, UsageError } from '../../lib/cli/UsageError.js';

describe('UsageError', () => {
  it('says what it is told', () => {
    expect(new UsageError('--switch: expected NAME=VALUE')).to.include({
      name: 'UsageError',
      message: '--switch: expected NAME=VALUE',
    });
  });
});

describe('isUsageError', () => {
  it('tells it from other errors', () => {
    expect([new UsageError('x'), new Error('x'), 'x'].map(isUsageError)).to.deep.equal([true, false, false]);
  });
});
