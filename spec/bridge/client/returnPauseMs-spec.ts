import { expect } from 'chai';
import fc from 'fast-check';
import { AT_ONCE, returnPauseMs } from '../../../lib/bridge/client/returnPauseMs.js';
import { CLOSE_CODES } from '../../../lib/bridge/protocol/CLOSE_CODES.js';

const broken = { code: 1006, reason: '' };
const LONGEST = 0.999_999_999;

describe('returnPauseMs', () => {
  it('doubles the bound with each failure, up to 30 s', () => {
    const bounds = [0, 1, 2, 3, 4, 5, 6, 500].map((failures) => returnPauseMs(broken, failures, LONGEST) + 1);
    expect(bounds).to.deep.equal([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('is anywhere between nothing and the bound, so that clients do not come back together', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.double({ min: 0, max: LONGEST, noNaN: true }), (failures, random) => {
        const pause = returnPauseMs(broken, failures, random);
        const bound = returnPauseMs(broken, failures, LONGEST) + 1;
        expect(pause).to.equal(Math.floor(random * bound));
      }),
    );
    expect(returnPauseMs(broken, 4, 0)).to.equal(0);
  });

  it('spreads over the hint of a server that restarts', () => {
    const restarting = { code: CLOSE_CODES.restarting, reason: '5000' };
    expect(returnPauseMs(restarting, 0, 0.5)).to.equal(2_500);
    expect(returnPauseMs(restarting, 5, 0.5)).to.equal(15_000);
    expect(returnPauseMs({ ...restarting, reason: '600000' }, 0, LONGEST)).to.equal(29_999);
  });

  it('takes no hint from another code, nor from words', () => {
    for (const end of [
      { code: 1006, reason: '9000' },
      { code: CLOSE_CODES.restarting, reason: 'soon' },
      { code: CLOSE_CODES.restarting, reason: '-9000' },
      { code: CLOSE_CODES.restarting, reason: '1e9' },
    ])
      expect(returnPauseMs(end, 0, LONGEST)).to.equal(999);
  });

  it('does not wait when the client itself wanted another socket', () => {
    expect(returnPauseMs({ code: AT_ONCE, reason: '' }, 9, LONGEST)).to.equal(0);
  });
});
