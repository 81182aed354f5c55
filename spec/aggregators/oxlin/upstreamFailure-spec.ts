import { expect } from 'chai';
import { upstreamFailure } from '../../../lib/aggregators/oxlin/upstreamFailure.js';

describe('upstreamFailure', () => {
  it('gives the error of a status', () => {
    const names = [401, 403, 404, 410, 429, 400, 409, 500, 503].map(
      (status) => upstreamFailure('read queue', status, 7).name,
    );
    expect(names).to.deep.equal([
      'UnauthorizedError',
      'AccessDeniedError',
      'NotFoundError',
      'NotFoundError',
      'RateLimitedError',
      'UpstreamStatusError',
      'UpstreamStatusError',
      'UpstreamStatusError',
      'UpstreamStatusError',
    ]);
  });

  it("passes upstream's wish on", () => {
    expect(upstreamFailure('read queue', 503, 7)).to.include({ status: 503, retryAfterMs: 7 });
    expect(upstreamFailure('read queue', 429, undefined)).to.have.property('retryAfterMs', undefined);
  });
});
