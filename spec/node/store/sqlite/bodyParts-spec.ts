import { expect } from 'chai';
import { StoreUnavailableError } from '../../../../lib/errors/StoreUnavailableError.js';
import { listIn, numberIn, stretchesIn, textIn } from '../../../../lib/node/store/sqlite/bodyParts.js';

describe('bodyParts', () => {
  it('gives what is there', () => {
    expect([listIn([1]), numberIn(1), textIn('a')]).to.deep.equal([[1], 1, 'a']);
    expect(stretchesIn([0, 60, 90, 120])).to.deep.equal([
      { from: 0, until: 60 },
      { from: 90, until: 120 },
    ]);
  });

  for (const [what, read] of [
    ['no list', () => listIn({ length: 0 })],
    ['no number', () => numberIn('1')],
    ['no text', () => textIn(1)],
    ['an end without its other', () => stretchesIn([0, 60, 90])],
    ['ends that are no numbers', () => stretchesIn([0, '60'])],
  ] as const) {
    it(`says corrupt for ${what}`, () => {
      expect(read).to.throw(StoreUnavailableError).with.property('fault', 'corrupt');
    });
  }
});
