import { expect } from 'chai';
import { decimalOf, moneyJson } from '../../../../../lib/sandbox/core/yodlee/wire/moneyJson.js';
import { writeJson } from '../../../../../lib/sandbox/core/wire/writeJson.js';

describe('moneyJson', () => {
  it('has an amount and a currency', () =>
    expect(writeJson(moneyJson(-1250))).to.equal('{"amount":-12.5,"currency":"USD"}'));
});

describe('decimalOf', () => {
  it('has no trailing zeros', () => {
    expect([0, 1, 10, 100, -1, 123_456_789].map(decimalOf)).to.deep.equal([
      '0',
      '0.01',
      '0.1',
      '1',
      '-0.01',
      '1234567.89',
    ]);
  });
});
