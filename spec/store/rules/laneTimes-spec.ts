import { expect } from 'chai';
import { EMPTY_LANE, type Span } from '../../../lib/store/rules/Lane.js';
import { awoken, headOf, laneTimes, leasableAfterWaking, sliceEndOf } from '../../../lib/store/rules/laneTimes.js';

const CUT: Span = {
  from: 60,
  until: 120,
  state: 'waiting',
  isCut: true,
  replayed: false,
  attempts: 1,
  since: 3,
  readyAt: 50,
};
const PARKED: Span = { ...CUT, from: 0, until: 60, state: 'parked', since: 2, readyAt: 40 };

describe('laneTimes', () => {
  const lane = { ...EMPTY_LANE, restedAt: 10, spans: [PARKED, CUT] };

  it('says when the oldest slice that waits is ready, and when something parked goes on', () => {
    expect(laneTimes(lane)).to.deep.equal({
      isLeased: false,
      readyAt: 50,
      headUntil: 120,
      isOver: true,
      wakeAt: 40,
      since: 2,
    });
    expect(laneTimes({ ...lane, restedAt: 99 }).readyAt).to.equal(99);
    expect(laneTimes(EMPTY_LANE)).to.deep.equal({ isLeased: false });
  });

  it('looks at no lane that is leased', () => {
    const leased = { ...lane, spans: [{ ...PARKED, state: 'leased' as const }, CUT] };
    expect(laneTimes(leased)).to.deep.equal({ isLeased: true, since: 2 });
  });

  it('wakes what is parked when its time has come, as a replay', () => {
    expect(awoken(lane, 39)).to.equal(lane);
    expect(headOf(awoken(lane, 40))).to.include({ from: 0, replayed: true, state: 'waiting' });
  });

  it('knows when a sleeper may be leased', () => {
    expect(leasableAfterWaking(lane, () => 0)).to.equal(40);
    expect(leasableAfterWaking(lane, (until) => until * 10)).to.equal(600);
    expect(leasableAfterWaking(EMPTY_LANE, () => 0)).to.equal(Infinity);
    expect(sliceEndOf({ ...CUT, until: 9_999 })).to.equal(3_660);
  });
});
