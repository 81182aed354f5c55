import { expect } from 'chai';
import fc from 'fast-check';
import { subtractWindows } from '../../lib/model/subtractWindows.js';
import { anyWindows, coveredSeconds, seconds } from '../support/dataWindows.js';

describe('subtractWindows', () => {
  it('cuts holes', () => {
    expect(subtractWindows([seconds(0, 30)], [seconds(10, 20), seconds(25, 40)])).to.deep.equal([
      seconds(0, 10),
      seconds(20, 25),
    ]);
  });

  it('leaves the seconds that are in the first and not in the second', () => {
    fc.assert(
      fc.property(anyWindows(), anyWindows(), (windows, taken) => {
        const holes = coveredSeconds(taken);
        const left = coveredSeconds(windows).filter((second) => !holes.includes(second));
        expect(coveredSeconds(subtractWindows(windows, taken))).to.deep.equal(left);
      }),
    );
  });
});
