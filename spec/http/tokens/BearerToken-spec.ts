import { expect } from 'chai';
import { BearerToken } from '../../../lib/http/tokens/BearerToken.js';

describe('BearerToken', () => {
  it('takes what may stand in a header, and nothing else', () => {
    for (const token of ['abc', 'a.b-c_d~e+f/g==', '!']) expect(BearerToken.is(token), token).to.equal(true);
    for (const token of ['', 'a b', 'a\r\nb', 'é', 7, undefined]) {
      expect(BearerToken.is(token), String(token)).to.equal(false);
    }
  });
});
