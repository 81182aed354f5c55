import { expect } from 'chai';
import { makeId } from '../../../../../lib/sandbox/core/yodlee/bank/makeId.js';

describe('makeId', () => {
  it('keeps users apart', () => {
    const ids = [0, 1, 99_999].map((index) => makeId('transaction', { index, wide: false }, 1));
    expect(ids).to.deep.equal(['1000001', '101000001', '9999901000001']);
  });

  it('goes beyond 2^53 when it is asked to, without losing a digit', () => {
    expect(makeId('account', { index: 0, wide: true }, 1)).to.equal('9007200254740994');
    expect(makeId('account', { index: 0, wide: true }, 2)).to.equal('9007200254740995');
  });
});
