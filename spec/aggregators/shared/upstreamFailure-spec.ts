import { expect } from 'chai';
import { upstreamFailure } from '../../../lib/aggregators/shared/upstreamFailure.js';
import { answered } from '../../support/fakeUpstream.js';

describe('upstreamFailure', () => {
  it('gives the error of a status', () => {
    const names = [401, 403, 404, 410, 429, 400, 409, 500, 503].map(
      (status) => upstreamFailure('read queue', answered(status), 0).name,
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
    const busy = answered(503, '', { 'retry-after': '7' });
    expect(upstreamFailure('read queue', busy, 0)).to.include({ status: 503, retryAfterMs: 7_000 });
    const later = answered(429, '', { 'retry-after': 'Thu, 01 Jan 1970 00:00:07 GMT' });
    expect(upstreamFailure('read queue', later, 2_000)).to.have.property('retryAfterMs', 5_000);
    expect(upstreamFailure('read queue', answered(429), 0)).to.have.property('retryAfterMs', undefined);
  });
});
