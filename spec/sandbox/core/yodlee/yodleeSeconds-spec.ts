import { expect } from 'chai';
import { yodleeSeconds } from '../../../../lib/sandbox/core/yodlee/yodleeSeconds.js';

describe('yodleeSeconds', () => {
  it("is the service's own date", () => expect(yodleeSeconds({ clock: { shiftMs: -500 } }, 2_400)).to.equal(1));
});
