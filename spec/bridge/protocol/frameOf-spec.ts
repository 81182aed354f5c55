import { expect } from 'chai';
import fc from 'fast-check';
import { frameOf } from '../../../lib/bridge/protocol/frameOf.js';

describe('frameOf', () => {
  it('measures the bytes of UTF-8, not characters', () => {
    expect(['"a"', '"é"', '"€"', '"😀"'].map((text) => frameOf(text).bytes)).to.deep.equal([3, 4, 5, 6]);
  });

  it('agrees with the encoder of the platform, whatever JSON says', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: false }), (value) => {
        const text = JSON.stringify({ value });
        expect(frameOf(text).bytes).to.equal(new TextEncoder().encode(text).length);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const text = JSON.stringify(value);
        expect(frameOf(text).bytes).to.equal(new TextEncoder().encode(text).length);
      }),
    );
  });

  it('bears the place after it, if there is one', () => {
    const at = { topic: 'a', epoch: 'x', offset: 1 };
    expect(frameOf('1', at)).to.deep.equal({ text: '1', bytes: 1, at });
    expect(frameOf('1')).to.deep.equal({ text: '1', bytes: 1 });
  });
});
