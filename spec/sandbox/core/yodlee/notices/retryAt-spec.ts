import { expect } from 'chai';
import { retryAt } from '../../../../../lib/sandbox/core/yodlee/notices/retryAt.js';

const MINUTE = 60_000;

describe('retryAt', () => {
  const failures = [1, 2, 3, 4, 5, 6, 7, 8, 9];

  it('tries at the documented minutes after the first failure, then gives up', () => {
    const switches = { retryFirstS: '600', retryMeans: 'offsets', retries: '8' };
    const at = failures.map((count) => retryAt({ failures: count, failedAt: MINUTE }, switches, MINUTE));
    expect(at.map((ms) => ms !== undefined && ms / MINUTE - 1)).to.deep.equal([
      10,
      20,
      40,
      80,
      160,
      320,
      640,
      1280,
      false,
    ]);
  });

  it('reads them as gaps by switch', () => {
    const switches = { retryFirstS: '10', retryMeans: 'gaps', retries: '8' };
    expect(retryAt({ failures: 3, failedAt: 0 }, switches, MINUTE)).to.equal(MINUTE + 40_000);
  });

  it('goes on at the pace of the last documented retry when there are to be more', () => {
    const switches = { retryFirstS: '1', retryMeans: 'offsets', retries: '10' };
    const at = [8, 9, 10, 11].map((count) => retryAt({ failures: count, failedAt: 0 }, switches, MINUTE));
    expect(at).to.deep.equal([128_000, MINUTE + 128_000, MINUTE + 128_000, undefined]);
  });

  it('gives up at once when there are to be none', () => {
    const switches = { retryFirstS: '1', retryMeans: 'offsets', retries: '0' };
    expect(retryAt({ failures: 1, failedAt: 0 }, switches, MINUTE)).to.equal(undefined);
  });

  it('never lies in the past', () => {
    const switches = { retryFirstS: '1', retryMeans: 'offsets', retries: '8' };
    expect(retryAt({ failures: 1, failedAt: 0 }, switches, MINUTE)).to.equal(MINUTE);
  });
});
