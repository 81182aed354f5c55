import { expect } from 'chai';
import { EMPTY_LANE, type Span } from '../../../lib/store/rules/Lane.js';
import { expireBefore, leasedOf, leaseSlice } from '../../../lib/store/rules/leaseSlice.js';

const LONG: Span = { from: 0, until: 5_000, state: 'waiting', isCut: false, replayed: false, attempts: 0, since: 0 };

describe('leaseSlice', () => {
  const lane = { ...EMPTY_LANE, settling: { firstAt: 0, readyAt: 0 }, spans: [LONG] };

  it('leases an hour at most, counts the attempt, and leaves the rest', () => {
    const leased = leaseSlice(lane, 7);
    expect(leasedOf(leased)).to.include({ from: 0, until: 3_600, attempts: 1, isCut: true });
    expect(leased.spans[1]).to.include({ from: 3_600, until: 5_000, state: 'waiting', isCut: false });
    expect([leased.fence, leased.settling]).to.deep.equal([7, lane.settling]);
  });

  it('lets who comes next be the first again when nothing gathers any more', () => {
    const short = { ...lane, spans: [{ ...LONG, until: 60 }] };
    expect(leaseSlice(short, 7)).to.not.have.property('settling');
    expect(leaseSlice(EMPTY_LANE, 7)).to.equal(EMPTY_LANE);
  });

  it('does not forget how often the process died', () => {
    const cut = { ...lane, spans: [{ ...LONG, until: 60, isCut: true, deaths: 2 }] };
    expect(leasedOf(leaseSlice(cut, 7))).to.include({ deaths: 2 });
  });

  it('expires what is too old, but no replay', () => {
    expect(expireBefore(lane, 100).spans.map(({ until, state }) => [until, state])).to.deep.equal([
      [100, 'expired'],
      [5_000, 'waiting'],
    ]);
    const replay = { ...lane, spans: [{ ...LONG, replayed: true }] };
    expect(expireBefore(replay, 100)).to.equal(replay);
  });
});
