import { expect } from 'chai';
import { plainHeaders } from '../../lib/ports/plainHeaders.js';

describe('plainHeaders', () => {
  it('lowers names, joins lists, and leaves out what is no header', () => {
    const given = { Date: 'x', 'Set-Cookie': ['a', 'b'], age: 7, none: undefined, nil: null, get: () => 'x' };
    expect(plainHeaders(given)).to.deep.equal({ date: 'x', 'set-cookie': 'a, b', age: '7' });
  });

  it('takes nothing from what is no object', () => {
    for (const given of [undefined, null, 'date: x', 7]) expect(plainHeaders(given)).to.deep.equal({});
  });
});
