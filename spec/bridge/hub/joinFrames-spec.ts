import { expect } from 'chai';
import fc from 'fast-check';
import { joinFrames } from '../../../lib/bridge/hub/joinFrames.js';
import { frameOf } from '../../../lib/bridge/protocol/frameOf.js';

describe('joinFrames', () => {
  it('hands on a frame that is alone, the very same, so that what was made of it is found again', () => {
    const frame = frameOf('{"n":1}');
    expect(joinFrames([frame])).to.equal(frame);
  });

  it('makes one array of several, at the place of the last', () => {
    const at = (offset: number) => ({ topic: 'a', epoch: 'x', offset });
    expect(joinFrames([frameOf('1', at(1)), frameOf('2', at(2))])).to.deep.equal({
      text: '[1,2]',
      bytes: 5,
      at: at(2),
    });
    expect(joinFrames([frameOf('1'), frameOf('2')])).to.deep.equal({ text: '[1,2]', bytes: 5 });
  });

  it('loses nothing and measures right, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 2, maxLength: 20 }), (values) => {
        const { text, bytes } = joinFrames(values.map((value) => frameOf(JSON.stringify(value))));
        expect(text).to.equal(JSON.stringify(values));
        expect(bytes).to.equal(new TextEncoder().encode(text).length);
      }),
    );
  });
});
