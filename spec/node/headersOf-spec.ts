import { expect } from 'chai';
import { headersOf } from '../../lib/node/headersOf.js';

describe('headersOf', () => {
  it('gives each header as one text', () => {
    const headers = { host: 'h', 'set-cookie': ['a', 'b'], expect: undefined };
    expect(headersOf({ headers })).to.deep.equal({ host: 'h', 'set-cookie': 'a, b' });
  });

  it('takes the name of a header for what it is', () => {
    const headers = JSON.parse('{"__proto__":"x"}') as Record<string, string>;
    expect(Object.keys(headersOf({ headers }))).to.deep.equal(['__proto__']);
  });
});
