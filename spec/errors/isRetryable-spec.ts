import { expect } from 'chai';
import { isRetryable } from '../../lib/errors/isRetryable.js';

describe('isRetryable', () => {
  // Each class of ours is judged in its own spec.
  it('judges nothing that is not ours to be retryable', () => {
    const others = [new Error('x'), new TypeError('x'), { status: 503 }, 'timeout', undefined, null];
    expect(others.map(isRetryable)).to.deep.equal(others.map(() => false));
  });
});
