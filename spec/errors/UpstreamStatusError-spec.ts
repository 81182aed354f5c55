import { expect } from 'chai';
import { UpstreamStatusError } from '../../lib/errors/UpstreamStatusError.js';
import { isRetryable } from '../../lib/errors/isRetryable.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'UpstreamStatusError',
  make: (options) => new UpstreamStatusError('read queue', 503, 900, options),
  message: 'read queue: HTTP 503',
  fields: { operation: 'read queue', status: 503, retryAfterMs: 900 },
  whoMustAct: 'aggregator',
  isRetryable: true,
});

describe('UpstreamStatusError', () => {
  it('leaves 4xx to the integrator, and may pass for 408, 425 and 5xx', () => {
    const judged = [400, 404, 408, 422, 425, 500, 599].map((status) => {
      const error = new UpstreamStatusError('read queue', status, undefined);
      return [error.whoMustAct, isRetryable(error)];
    });
    expect(judged).to.deep.equal([
      ['integrator', false],
      ['integrator', false],
      ['integrator', true],
      ['integrator', false],
      ['integrator', true],
      ['aggregator', true],
      ['aggregator', true],
    ]);
  });
});
