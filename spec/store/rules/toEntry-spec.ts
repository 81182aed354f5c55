import { expect } from 'chai';
import { StoreClock } from '../../../lib/store/rules/StoreClock.js';
import { toEntry, toStretch, toWindow } from '../../../lib/store/rules/toEntry.js';
import { seconds } from '../../support/dataWindows.js';
import { laneOf, spanOf } from '../../support/laneOf.js';

const PLACE = { tenant: 't1', consumer: 'default' };

describe('toEntry', () => {
  const clock = new StoreClock({ now: () => 0 });
  const shown = (span: ReturnType<typeof spanOf>) =>
    toEntry(
      { place: PLACE, userId: 'ann', lane: laneOf([span], { settling: { firstAt: 0, readyAt: 40 } }) },
      span,
      clock,
    );

  it('says when what gathers is ready, and when what was cut is', () => {
    expect(shown(spanOf(0, 60)).readyAt).to.deep.equal(new Date(40));
    expect(shown(spanOf(0, 60, { isCut: true, readyAt: 70 })).readyAt).to.deep.equal(new Date(70));
    expect(shown(spanOf(0, 60, { state: 'parked' }))).to.not.have.property('readyAt');
    expect(shown(spanOf(0, 60, { state: 'dead', readyAt: 70, cause: 'X' })))
      .to.include({ cause: 'X' })
      .and.not.have.property('readyAt');
  });

  it('names an entry by whose it is and by its window, not by its state', () => {
    expect(shown(spanOf(0, 60)).key).to.equal(shown(spanOf(0, 60, { state: 'dead', attempts: 3 })).key);
    expect(shown(spanOf(0, 60)).key).to.not.equal(shown(spanOf(0, 61)).key);
  });
});

describe('toStretch', () => {
  it('takes every second that a window touches, and gives whole ones back', () => {
    expect(toStretch({ from: new Date(1_999), until: new Date(2_001) })).to.deep.equal({ from: 1, until: 3 });
    expect(toWindow(toStretch(seconds(3, 9)))).to.deep.equal(seconds(3, 9));
  });
});
