import { expect } from 'chai';
import { encodeLane } from '../../../../lib/node/store/sqlite/laneBody.js';
import { LANE_COLUMNS, laneRow } from '../../../../lib/node/store/sqlite/laneRow.js';
import { laneOf, spanOf } from '../../../support/laneOf.js';

describe('laneRow', () => {
  it('gives the columns in the order of their names', () => {
    const parked = spanOf(60, 90, { state: 'parked', readyAt: 7, since: 3 });
    const lane = laneOf([spanOf(0, 60, { since: 5 }), parked], { turn: 4, restedAt: 9 });
    const row = laneRow(lane);
    expect(Object.fromEntries(LANE_COLUMNS.map((column, at) => [column, row[at]]))).to.deep.equal({
      ready_at: 9,
      head_until: 60,
      wake_at: 7,
      since: 3,
      leased: 0,
      turn: 4,
      is_over: 0,
      body: encodeLane(lane),
    });
  });

  it('leaves empty what a lane is not found by', () => {
    const leased = laneOf([spanOf(0, 60, { state: 'leased' })]);
    expect(laneRow(leased).slice(0, 5)).to.deep.equal([null, null, null, 0, 1]);
    expect(laneRow(laneOf([], { delivered: [{ from: 0, until: 60 }] })).slice(0, 5)).to.deep.equal([
      null,
      null,
      null,
      null,
      0,
    ]);
  });
});
