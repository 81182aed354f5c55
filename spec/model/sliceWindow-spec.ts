import { expect } from 'chai';
import fc from 'fast-check';
import { sliceWindow } from '../../lib/model/sliceWindow.js';
import { coveredSeconds, seconds } from '../support/dataWindows.js';

describe('sliceWindow', () => {
  it('cuts what is too long and leaves the rest for the last slice', () => {
    expect(sliceWindow(seconds(0, 25), 10_000)).to.deep.equal([seconds(0, 10), seconds(10, 20), seconds(20, 25)]);
  });

  it('gives no slice of an empty window', () => {
    expect(sliceWindow(seconds(5, 5), 10_000)).to.deep.equal([]);
  });

  it('covers the same seconds with slices that are no longer than allowed', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.integer({ min: 1, max: 20 }), (from, length, longest) => {
        const window = seconds(from, from + length);
        const slices = sliceWindow(window, longest * 1_000);
        expect(coveredSeconds(slices)).to.deep.equal(coveredSeconds([window]));
        expect(slices.every((slice) => slice.until.getTime() - slice.from.getTime() <= longest * 1_000)).to.equal(true);
      }),
    );
  });
});
