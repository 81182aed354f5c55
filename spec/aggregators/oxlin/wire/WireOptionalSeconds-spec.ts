import { expect } from 'chai';
import { WireOptionalSeconds } from '../../../../lib/aggregators/oxlin/wire/WireOptionalSeconds.js';

describe('WireOptionalSeconds', () => {
  it('D8: takes seconds between 2000 and 2100, 0, and nothing else', () => {
    for (const at of [0, 1_528_112_097, 946_684_800, null]) expect(WireOptionalSeconds.is(at)).to.equal(true);
    for (const at of [1_528_112_097_000, -1, 20_180_604, '1528112097', NaN, Infinity]) {
      expect(WireOptionalSeconds.is(at), String(at)).to.equal(false);
    }
  });
});
