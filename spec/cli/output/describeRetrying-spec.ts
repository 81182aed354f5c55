import { expect } from 'chai';
import { describeRetrying } from '../../../lib/cli/output/describeRetrying.js';

describe('describeRetrying', () => {
  it('says what failed, with what, and when it is made again', () => {
    const retrying = { operation: 'read queue', error: 'X', attempt: 1, inMs: 500.4 };
    expect(describeRetrying(retrying)).to.equal('read queue failed (X), again in 500 ms');
    expect(describeRetrying({ ...retrying, code: 'ECONNREFUSED' })).to.equal(
      'read queue failed (X, ECONNREFUSED), again in 500 ms',
    );
  });
});
