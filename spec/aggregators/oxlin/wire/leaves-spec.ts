import { expect } from 'chai';
import {
  WireDecimal,
  WireId,
  WireOptionalDecimal,
  WireOptionalFlag,
  WireOptionalId,
  WireOptionalSeconds,
  WireOptionalText,
  WireText,
} from '../../../../lib/aggregators/oxlin/wire/leaves.js';

describe('the leaves of the wire', () => {
  it('D11: take texts of at most 64 Ki characters', () => {
    expect(WireText.is('x'.repeat(65_536))).to.equal(true);
    expect(WireText.is('x'.repeat(65_537))).to.equal(false);
    expect(WireOptionalText.is('x'.repeat(65_537))).to.equal(false);
    expect(WireText.is(7)).to.equal(false);
  });

  it('D3: take ids as strings or as whole numbers that a double can hold', () => {
    for (const id of ['20', 'abc123456', '9007199254740993', 0, 20]) expect(WireId.is(id)).to.equal(true);
    for (const id of ['', 'x'.repeat(257), 1.5, NaN, 2 ** 53, null, {}]) expect(WireId.is(id)).to.equal(false);
  });

  it('D8: take seconds between 2000 and 2100, 0, and nothing else', () => {
    for (const at of [0, 1_528_112_097, 946_684_800, null]) expect(WireOptionalSeconds.is(at)).to.equal(true);
    for (const at of [1_528_112_097_000, -1, 20_180_604, '1528112097', NaN, Infinity]) {
      expect(WireOptionalSeconds.is(at), String(at)).to.equal(false);
    }
  });

  it('take decimals as numbers or as digits', () => {
    for (const amount of [0, -79.99, '1234567890123456.78']) expect(WireDecimal.is(amount)).to.equal(true);
    for (const amount of ['', '1,5', Infinity, null]) expect(WireDecimal.is(amount)).to.equal(false);
  });

  it('take null for what is left out', () => {
    for (const leaf of [WireOptionalText, WireOptionalId, WireOptionalSeconds, WireOptionalDecimal, WireOptionalFlag]) {
      expect(leaf.is(null)).to.equal(true);
      expect(leaf.is({})).to.equal(false);
    }
    expect(WireOptionalFlag.is(false)).to.equal(true);
  });
});
