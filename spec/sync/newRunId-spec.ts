import { expect } from 'chai';
import fc from 'fast-check';
import { newRunId } from '../../lib/sync/newRunId.js';

describe('newRunId', () => {
  it('draws 24 hexadecimal digits, whatever chance gives', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
        expect(newRunId({ random: () => random })).to.match(/^[0-9a-f]{24}$/);
      }),
    );
  });

  it('takes each digit from chance anew', () => {
    let drawn = 0;
    expect(newRunId({ random: () => (drawn++ % 16) / 16 })).to.equal('0123456789abcdef01234567');
    expect(drawn).to.equal(24);
  });
});
