import { expect } from 'chai';
import { UpstreamUnreachableError } from '../../lib/errors/UpstreamUnreachableError.js';
import { errorContract } from '../support/errorContract.js';

errorContract({
  name: 'UpstreamUnreachableError',
  make: (options) => new UpstreamUnreachableError('read queue', true, 'ECONNRESET', options),
  message: 'read queue: connection broken (ECONNRESET)',
  fields: { operation: 'read queue', requestSent: true, code: 'ECONNRESET' },
  whoMustAct: 'aggregator',
  isRetryable: true,
});

describe('UpstreamUnreachableError', () => {
  it('says whether upstream can have seen the request', () => {
    const error = new UpstreamUnreachableError('read queue', false, 'ECONNREFUSED');
    expect(error.message).to.equal('read queue: upstream unreachable (ECONNREFUSED)');
  });
});
