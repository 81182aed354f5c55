import { expect } from 'chai';
import fc from 'fast-check';
import { CircuitOpenError } from '../../lib/errors/CircuitOpenError.js';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { retryPauseMs } from '../../lib/operators/retryPauseMs.js';

const bounds = { baseMs: 500, capMs: 30_000 };
const almostOne = { random: () => 1 - Number.EPSILON };

describe('retryPauseMs', () => {
  it('doubles its ceiling up to the cap', () => {
    const pauses = [1, 2, 3, 6, 7, 8, 5_000].map((attempt) => retryPauseMs({ error: 'e', attempt }, bounds, almostOne));
    expect(pauses).to.deep.equal([499, 999, 1_999, 15_999, 29_999, 29_999, 29_999]);
  });

  it('stays between 0 and the ceiling, whatever the chance', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, n) => {
        const inMs = retryPauseMs({ error: 'e', attempt }, bounds, { random: () => n });
        expect(inMs).to.be.within(0, Math.min(30_000, 500 * 2 ** (attempt - 1)));
        expect(Number.isInteger(inMs)).to.equal(true);
      }),
    );
  });

  it('never goes below what upstream asked for', () => {
    const error = new RateLimitedError('read', 2_000);
    expect(retryPauseMs({ error, attempt: 1 }, bounds, almostOne)).to.equal(2_000);
    expect(retryPauseMs({ error, attempt: 4 }, bounds, almostOne)).to.equal(3_999);
    expect(retryPauseMs({ error: new CircuitOpenError('o', 10.2), attempt: 1 }, bounds, { random: () => 0 })).to.equal(
      11,
    );
  });

  it('counts a wish for at most 1 h and ignores nonsense', () => {
    const of = (wish: number | undefined): number =>
      retryPauseMs({ error: new RateLimitedError('read', wish), attempt: 1 }, bounds, { random: () => 0 });
    expect([of(2_592_000_000), of(Infinity), of(-5), of(NaN), of(undefined)]).to.deep.equal([
      3_600_000, 3_600_000, 0, 0, 0,
    ]);
  });
});
