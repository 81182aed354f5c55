import { expect } from 'chai';
import { UpstreamUnreachableError } from '../../lib/errors/UpstreamUnreachableError.js';
import { toRetrying } from '../../lib/sync/toRetrying.js';

describe('toRetrying', () => {
  it('tells the name of the error and nothing else of it', () => {
    const cause = new Error('Bearer s3cret');
    const error = new UpstreamUnreachableError('read queue', true, 'ECONNRESET', { cause });
    expect(toRetrying('read queue', { error, attempt: 2, inMs: 900 })).to.deep.equal({
      kind: 'retrying',
      operation: 'read queue',
      error: 'UpstreamUnreachableError',
      attempt: 2,
      inMs: 900,
    });
  });

  it('names what is no error `unknown`', () => {
    expect(toRetrying('read queue', { error: 'Bearer s3cret', attempt: 1, inMs: 0 }).error).to.equal('unknown');
  });
});
