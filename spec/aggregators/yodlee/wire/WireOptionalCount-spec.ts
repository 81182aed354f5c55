import { expect } from 'chai';
import { WireOptionalCount } from '../../../../lib/aggregators/yodlee/wire/WireOptionalCount.js';

describe('WireOptionalCount', () => {
  it('takes whole numbers from 0, null, and nothing else', () => {
    for (const count of [0, 7, 2 ** 53 - 1, null]) expect(WireOptionalCount.is(count), String(count)).to.equal(true);
    for (const count of [-1, 1.5, '7', NaN, 2 ** 53, undefined]) {
      expect(WireOptionalCount.is(count), String(count)).to.equal(false);
    }
  });
});
