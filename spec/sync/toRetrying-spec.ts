import { expect } from 'chai';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { UpstreamUnreachableError } from '../../lib/errors/UpstreamUnreachableError.js';
import { toRetrying } from '../../lib/sync/toRetrying.js';

describe('toRetrying', () => {
  it("tells the error's name and the system's word for it, and nothing else of it", () => {
    const cause = new Error('Bearer s3cret');
    const error = new UpstreamUnreachableError('read queue', true, 'ECONNRESET', { cause });
    expect(toRetrying('read queue', { error, attempt: 2, inMs: 900 })).to.deep.equal({
      kind: 'retrying',
      operation: 'read queue',
      error: 'UpstreamUnreachableError',
      code: 'ECONNRESET',
      attempt: 2,
      inMs: 900,
    });
  });

  it('has no word where the system said none', () => {
    const error = new UpstreamTimeoutError('read queue', 1);
    expect(toRetrying('read queue', { error, attempt: 1, inMs: 0 })).not.to.have.property('code');
  });

  it('names what is no error `unknown`', () => {
    expect(toRetrying('read queue', { error: 'Bearer s3cret', attempt: 1, inMs: 0 }).error).to.equal('unknown');
  });
});
