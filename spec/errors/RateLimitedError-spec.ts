import { expect } from 'chai';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'RateLimitedError',
  make: (options) => new RateLimitedError('read queue', 2_000, options),
  message: 'read queue: too many requests, again in 2000 ms',
  fields: { operation: 'read queue', retryAfterMs: 2_000 },
  whoMustAct: 'nobody',
  isRetryable: true,
});

describe('RateLimitedError', () => {
  it('says nothing of a wish that upstream did not have', () => {
    expect(new RateLimitedError('read queue', undefined).message).to.equal('read queue: too many requests');
  });
});
