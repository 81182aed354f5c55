import { expect } from 'chai';
import { checkedHeaders } from '../../../lib/aggregators/shared/checkedHeaders.js';

const check = (headers: Readonly<Record<string, unknown>>): unknown =>
  Reflect.apply(checkedHeaders, undefined, [headers, new Set(['authorization']), 'names of other headers']);

describe('checkedHeaders', () => {
  it('writes names in lower case and leaves values alone', () => {
    expect(check({ Locale: 'fr_FR', 'X-Key': '' })).to.deep.equal({ locale: 'fr_FR', 'x-key': '' });
  });

  it('refuses what is not the caller’s, and what is no name', () => {
    for (const name of ['Authorization', 'authorization', 'x y', '', 'x\n', '\u212aey']) {
      expect(() => check({ [name]: 'canary' }), name).to.throw(
        /^extraHeaders: expected names of other headers(?!.*canary)/,
      );
    }
  });

  it('refuses a value that is no line of ASCII, and does not show it', () => {
    for (const value of ['canary\r\ny: 1', 'canaré canary', 7, undefined]) {
      expect(() => check({ x: value })).to.throw(/^extraHeaders: expected printable ASCII as its value(?!.*canary)/);
    }
  });
});
