import { expect } from 'chai';
import fc from 'fast-check';
import { toDecimal } from '../../lib/model/toDecimal.js';

describe('toDecimal', () => {
  it('D9: keeps the digits as they are, without arithmetic', () => {
    for (const digits of ['0.1', '0.3', '-79.99', '1234567890123456.78', '0.10', '-0.05']) {
      expect(toDecimal(digits)).to.equal(digits);
    }
  });

  it('writes no exponent', () => {
    expect(toDecimal(1e-7)).to.equal('0.0000001');
    expect(toDecimal(1e21)).to.equal('1000000000000000000000');
    expect(toDecimal('-1.25e3')).to.equal('-1250');
    expect(toDecimal('1.23456E+2')).to.equal('123.456');
  });

  it('writes zero without a sign and no needless zeros in front', () => {
    expect(toDecimal(-0)).to.equal('0');
    expect(toDecimal('-0.00')).to.equal('0.00');
    expect(toDecimal('007.5')).to.equal('7.5');
  });

  it('gives undefined for what is no decimal', () => {
    for (const value of ['', '1,5', '1.', '.5', ' 1', '0x1', 'NaN', NaN, Infinity, 1e300, '1e41', '9'.repeat(41)]) {
      expect(toDecimal(value), String(value)).to.equal(undefined);
    }
  });

  it('names the same number, whatever the double', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e20, max: 1e20, noNaN: true }), (value) => {
        fc.pre(value === 0 || Math.abs(value) > 1e-20);
        const decimal = toDecimal(value);
        expect(decimal).to.match(/^-?\d+(\.\d+)?$/);
        expect(Number(decimal)).to.equal(value === 0 ? 0 : value);
      }),
    );
  });
});
