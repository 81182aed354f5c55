import { expect } from 'chai';
import { safeFields, safeValue } from '../../../../lib/aggregators/yodlee/wire/safeFields.js';

describe('safeFields', () => {
  it('writes amounts and quantities as decimal strings, and leaves other numbers alone', () => {
    expect(
      safeFields({ id: 7, apr: 1.5, quantity: 2, balance: { amount: 1e-7, currency: 'EUR' }, list: [{ amount: 1 }] }),
    ).to.deep.equal({
      id: 7,
      apr: 1.5,
      quantity: '2',
      balance: { amount: '0.0000001', currency: 'EUR' },
      list: [{ amount: '1' }],
    });
  });

  it('leaves out what could change a prototype', () => {
    const fields = safeFields(
      JSON.parse('{"a":{"__proto__":{"x":1},"constructor":1,"prototype":2,"b":3},"__proto__":{"y":1}}') as object,
    );
    expect(Object.keys(fields)).to.deep.equal(['a']);
    expect(Object.keys(fields['a'] as object)).to.deep.equal(['b']);
    expect(Object.getPrototypeOf(fields)).to.equal(Object.prototype);
  });

  it('copies lists and plain values', () => {
    expect(safeValue([1, 'x', null, { a: true }])).to.deep.equal([1, 'x', null, { a: true }]);
  });
});
