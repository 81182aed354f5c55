import { expect } from 'chai';
import { arrive, type Arrival } from '../../../lib/store/rules/arrive.js';
import { EMPTY_LANE } from '../../../lib/store/rules/Lane.js';

const ARRIVAL: Arrival = { now: 1_000, horizon: 100, settleMs: 10, maxWaitMs: 25, isReplay: false };

describe('arrive', () => {
  it('keeps what is too old as expired, and the rest waits', () => {
    const { lane, brought } = arrive(EMPTY_LANE, { from: 50, until: 150 }, ARRIVAL);
    expect(brought).to.equal('added');
    expect(lane.spans.map(({ from, until, state }) => [from, until, state])).to.deep.equal([
      [50, 100, 'expired'],
      [100, 150, 'waiting'],
    ]);
    expect(arrive(EMPTY_LANE, { from: 50, until: 100 }, ARRIVAL).brought).to.equal('expired');
  });

  it('gives the same lane back when nothing is new', () => {
    const { lane } = arrive(EMPTY_LANE, { from: 100, until: 150 }, ARRIVAL);
    expect(arrive(lane, { from: 110, until: 150 }, ARRIVAL)).to.deep.equal({ lane, brought: 'known' });
  });

  it('gathers for settleMs after each arrival, and for maxWaitMs after the first', () => {
    let { lane } = arrive(EMPTY_LANE, { from: 100, until: 150 }, ARRIVAL);
    expect(lane.settling).to.deep.equal({ firstAt: 1_000, readyAt: 1_010 });
    ({ lane } = arrive(lane, { from: 150, until: 160 }, { ...ARRIVAL, now: 1_020 }));
    expect(lane.settling).to.deep.equal({ firstAt: 1_000, readyAt: 1_025 });
    expect(lane.spans.map(({ since }) => since)).to.deep.equal([1_000]);
  });

  it('takes a replay although it was delivered', () => {
    const lane = { ...EMPTY_LANE, delivered: [{ from: 100, until: 150 }] };
    const again = arrive(lane, { from: 110, until: 120 }, { ...ARRIVAL, isReplay: true });
    expect(again.brought).to.equal('added');
    expect(again.lane.delivered).to.deep.equal([
      { from: 100, until: 110 },
      { from: 120, until: 150 },
    ]);
    expect(again.lane.spans[0]?.replayed).to.equal(true);
  });

  it('lets nobody who waits less shorten how long a notice gathers', () => {
    const { lane } = arrive(EMPTY_LANE, { from: 100, until: 150 }, ARRIVAL);
    for (const hasty of [{ settleMs: 0 }, { settleMs: 0, maxWaitMs: 0 }]) {
      const after = arrive(lane, { from: 150, until: 160 }, { ...ARRIVAL, ...hasty, now: 1_002 }).lane;
      expect(after.settling).to.deep.equal({ firstAt: 1_000, readyAt: 1_010 });
    }
  });

  it('gathers replays with replays and news with news', () => {
    const { lane: news } = arrive(EMPTY_LANE, { from: 100, until: 150 }, ARRIVAL);
    const { lane: both } = arrive(news, { from: 150, until: 160 }, { ...ARRIVAL, isReplay: true });
    const { lane: more } = arrive(both, { from: 160, until: 170 }, ARRIVAL);
    expect(more.spans.map(({ from, until, replayed }) => [from, until, replayed])).to.deep.equal([
      [100, 150, false],
      [150, 160, true],
      [160, 170, false],
    ]);
    const { lane: joined } = arrive(both, { from: 155, until: 170 }, { ...ARRIVAL, isReplay: true });
    expect(joined.spans.map(({ from, until }) => [from, until])).to.deep.equal([
      [100, 150],
      [150, 170],
    ]);
  });

  it('takes again what expired and is not too old, but not what is', () => {
    const { lane } = arrive(EMPTY_LANE, { from: 50, until: 150 }, { ...ARRIVAL, horizon: 200 });
    const again = arrive(lane, { from: 50, until: 150 }, ARRIVAL);
    expect(again.brought).to.equal('added');
    expect(again.lane.spans.map(({ from, until, state }) => [from, until, state])).to.deep.equal([
      [50, 100, 'expired'],
      [100, 150, 'waiting'],
    ]);
    expect(arrive(again.lane, { from: 50, until: 100 }, ARRIVAL).brought).to.equal('known');
  });
});
