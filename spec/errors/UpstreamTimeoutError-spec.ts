import { expect } from 'chai';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'UpstreamTimeoutError',
  make: (options) => new UpstreamTimeoutError('read queue', 2_000, 'body', options),
  message: 'read queue: no answer within 2000 ms (body)',
  fields: { operation: 'read queue', timeoutMs: 2_000, stage: 'body' },
  whoMustAct: 'aggregator',
  isRetryable: true,
});

describe('UpstreamTimeoutError', () => {
  it('speaks of the whole exchange unless it is told otherwise', () => {
    expect(new UpstreamTimeoutError('read queue', 9).stage).to.equal('total');
  });
});
