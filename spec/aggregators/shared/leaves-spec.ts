import { expect } from 'chai';
import {
  WireDecimal,
  WireId,
  WireOptionalDecimal,
  WireOptionalFlag,
  WireOptionalId,
  WireOptionalText,
  WireText,
} from '../../../lib/aggregators/shared/leaves.js';

describe('the leaves of the wire', () => {
  it('D11: take texts of at most 64 Ki characters', () => {
    expect(WireText.is('x'.repeat(65_536))).to.equal(true);
    expect(WireText.is('x'.repeat(65_537))).to.equal(false);
    expect(WireOptionalText.is('x'.repeat(65_537))).to.equal(false);
    expect(WireText.is(7)).to.equal(false);
  });

  it('D3: take ids as strings or as whole numbers that a double can hold', () => {
    for (const id of ['20', 'abc123456', '9007199254740993', 0, 20]) {
      expect([WireId.is(id), WireOptionalId.is(id)]).to.deep.equal([true, true]);
    }
    for (const id of ['', 'x'.repeat(257), 1.5, NaN, 2 ** 53, true, {}]) {
      expect([WireId.is(id), WireOptionalId.is(id)]).to.deep.equal([false, false]);
    }
    expect(WireId.is(null)).to.equal(false);
  });

  it('take decimals as numbers or as digits', () => {
    for (const amount of [0, -79.99, 1e-7, '1234567890123456.78']) {
      expect([WireDecimal.is(amount), WireOptionalDecimal.is(amount)]).to.deep.equal([true, true]);
    }
    for (const amount of ['', 'x', '1,5', Infinity, {}]) {
      expect([WireDecimal.is(amount), WireOptionalDecimal.is(amount)]).to.deep.equal([false, false]);
    }
    expect(WireDecimal.is(null)).to.equal(false);
  });

  it('take null for what is left out', () => {
    for (const leaf of [WireOptionalText, WireOptionalId, WireOptionalDecimal, WireOptionalFlag]) {
      expect(leaf.is(null)).to.equal(true);
      expect(leaf.is({})).to.equal(false);
    }
    for (const flag of [true, false]) expect(WireOptionalFlag.is(flag)).to.equal(true);
    for (const flag of ['true', 1]) expect(WireOptionalFlag.is(flag)).to.equal(false);
  });
});
