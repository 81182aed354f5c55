import { expect } from 'chai';
import { NEVER, VirtualTimeScheduler } from 'rxjs';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { cadenceOf } from '../../lib/operators/cadenceOf.js';

const given = {
  maxEveryMs: () => 15_000,
  isNews: () => true,
  scheduler: new VirtualTimeScheduler(),
  entropy: { random: () => 0 },
};

describe('cadenceOf', () => {
  it('fills what is not given, and keeps what is', () => {
    const { isRetryable, ...cadence } = cadenceOf(given);
    expect(cadence).to.deep.equal({
      ...given,
      everyMs: 2_000,
      growth: 1.5,
      minGapMs: 0,
      jitter: 0.2,
      retryBaseMs: 500,
      retryCapMs: 30_000,
      wakes: undefined,
    });
    expect([new RateLimitedError('read', 1), new Error('x')].map(isRetryable)).to.deep.equal([true, false]);
    const own = { everyMs: 1, growth: 1, minGapMs: 1, jitter: 0, retryBaseMs: 1, retryCapMs: 1, wakes: NEVER };
    expect(cadenceOf({ ...given, ...own })).to.deep.include(own);
  });

  it('refuses what is no cadence', () => {
    for (const wrong of [{ everyMs: 0 }, { growth: 0.5 }, { minGapMs: -1 }, { jitter: 2 }, { retryCapMs: NaN }])
      expect(() => cadenceOf({ ...given, ...wrong })).to.throw(InvalidOptionError);
  });
});
