import { expect } from 'chai';
import { CircuitOpenError } from '../../lib/errors/CircuitOpenError.js';
import { NotFoundError } from '../../lib/errors/NotFoundError.js';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { retryAfterMsOf } from '../../lib/errors/retryAfterMsOf.js';
import { UpstreamStatusError } from '../../lib/errors/UpstreamStatusError.js';

describe('retryAfterMsOf', () => {
  it('reads the wish of upstream, or of an open circuit', () => {
    expect(retryAfterMsOf(new RateLimitedError('read queue', 2_000))).to.equal(2_000);
    expect(retryAfterMsOf(new UpstreamStatusError('read queue', 503, 0))).to.equal(0);
    expect(retryAfterMsOf(new CircuitOpenError('https://api.test', 900))).to.equal(900);
  });

  it('finds none where there is none', () => {
    const without = [
      new RateLimitedError('read queue', undefined),
      new NotFoundError('read queue', 404),
      Object.assign(new Error('x'), { retryAfterMs: 9 }),
      undefined,
    ];
    expect(without.map(retryAfterMsOf)).to.deep.equal(without.map(() => undefined));
  });
});
