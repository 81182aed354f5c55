import { expect } from 'chai';
import fc from 'fast-check';
import { cutAt, cutOut, oldestFirst, overlap } from '../../../lib/store/rules/stretches.js';

const stretch = fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 9 })).map(([from, n]) => ({ from, until: from + n }));
const secondsOf = (all: readonly { from: number; until: number }[]): readonly number[] =>
  all.flatMap(({ from, until }) => Array.from({ length: until - from }, (_, n) => from + n));

describe('stretches', () => {
  it('cuts out exactly the seconds that are taken', () => {
    fc.assert(
      fc.property(stretch, fc.array(stretch, { maxLength: 5 }), (one, taken) => {
        const holes = new Set(secondsOf(taken));
        expect(secondsOf(cutOut([one], taken))).to.deep.equal(secondsOf([one]).filter((at) => !holes.has(at)));
      }),
    );
  });

  it('cuts at a moment without losing a second', () => {
    fc.assert(
      fc.property(stretch, fc.nat(40), (one, at) => {
        const { before, after } = cutAt([one], at);
        expect(secondsOf(before)).to.deep.equal(secondsOf([one]).filter((second) => second < at));
        expect(secondsOf(after)).to.deep.equal(secondsOf([one]).filter((second) => second >= at));
      }),
    );
  });

  it('keeps what else a stretch says', () => {
    expect(cutOut([{ from: 0, until: 9, cause: 'X' }], [{ from: 3, until: 5 }])).to.deep.equal([
      { from: 0, until: 3, cause: 'X' },
      { from: 5, until: 9, cause: 'X' },
    ]);
  });

  it('takes stretches that only touch for apart, and sorts by where they begin', () => {
    expect(overlap({ from: 0, until: 9 }, { from: 9, until: 10 })).to.equal(false);
    expect(overlap({ from: 0, until: 9 }, { from: 8, until: 10 })).to.equal(true);
    expect(
      oldestFirst([
        { from: 5, until: 9 },
        { from: 0, until: 5 },
      ])[0]?.from,
    ).to.equal(0);
  });
});
