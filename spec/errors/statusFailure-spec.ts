import { expect } from 'chai';
import { statusFailure } from '../../lib/errors/statusFailure.js';

describe('statusFailure', () => {
  it('gives the error of a status', () => {
    const names = [403, 404, 410, 429, 400, 401, 409, 500, 503].map(
      (status) => statusFailure('read queue', status, 7).name,
    );
    expect(names).to.deep.equal([
      'AccessDeniedError',
      'NotFoundError',
      'NotFoundError',
      'RateLimitedError',
      'UpstreamStatusError',
      'UpstreamStatusError',
      'UpstreamStatusError',
      'UpstreamStatusError',
      'UpstreamStatusError',
    ]);
  });

  it("passes the operation, the status and upstream's wish on", () => {
    expect(statusFailure('read queue', 410, undefined)).to.include({ operation: 'read queue', status: 410 });
    expect(statusFailure('read queue', 503, 7)).to.include({ operation: 'read queue', status: 503, retryAfterMs: 7 });
    expect(statusFailure('read queue', 429, 7)).to.include({ operation: 'read queue', retryAfterMs: 7 });
    expect(statusFailure('read queue', 429, undefined)).to.have.property('retryAfterMs', undefined);
  });
});
