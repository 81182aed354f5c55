import { expect } from 'chai';
import fc from 'fast-check';
import { unionWindows } from '../../lib/model/unionWindows.js';
import { anyWindows, coveredSeconds, seconds } from '../support/dataWindows.js';

describe('unionWindows', () => {
  it('unites windows that overlap or touch', () => {
    expect(unionWindows([seconds(20, 30), seconds(0, 10), seconds(10, 20), seconds(40, 50)])).to.deep.equal([
      seconds(0, 30),
      seconds(40, 50),
    ]);
  });

  it('covers the same seconds with disjoint windows that do not touch, oldest first', () => {
    fc.assert(
      fc.property(anyWindows(), (windows) => {
        const united = unionWindows(windows);
        expect(coveredSeconds(united)).to.deep.equal(coveredSeconds(windows));
        for (const [at, window] of united.entries()) {
          expect(window.from < window.until).to.equal(true);
          const next = united[at + 1];
          if (next !== undefined) expect(window.until < next.from).to.equal(true);
        }
      }),
    );
  });
});
