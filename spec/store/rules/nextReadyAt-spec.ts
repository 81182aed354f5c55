import { expect } from 'chai';
import { MemoryTables } from '../../../lib/store/MemoryTables.js';
import type { Lane } from '../../../lib/store/rules/Lane.js';
import { nextReadyAt } from '../../../lib/store/rules/nextReadyAt.js';
import { laneOf, spanOf } from '../../support/laneOf.js';

const PLACE = { tenant: 't1', consumer: 'default' };

describe('nextReadyAt', () => {
  const nextOf = (lanes: readonly Lane[], takenOver = 0): number | undefined => {
    const tables = new MemoryTables();
    for (const [at, lane] of lanes.entries()) tables.save(PLACE, `user${String(at)}`, lane, undefined);
    tables.takeOver(PLACE, takenOver, Infinity);
    return nextReadyAt(tables, PLACE, 1_000, new Date(60_000));
  };

  it('is when a lane is ready and its window over, whichever comes later', () => {
    expect(nextOf([])).to.equal(undefined);
    expect(nextOf([laneOf([spanOf(0, 70)], { restedAt: 4_000 })])).to.equal(11_000);
    expect(nextOf([laneOf([spanOf(0, 70)], { restedAt: 14_000 })])).to.equal(14_000);
    expect(nextOf([laneOf([spanOf(0, 70)], { restedAt: 14_000 }), laneOf([spanOf(0, 72)])])).to.equal(13_000);
    for (const takenOver of [0, 50]) {
      expect(nextOf([laneOf([spanOf(0, 50)], { restedAt: 4_000 })], takenOver)).to.equal(4_000);
      expect(nextOf([laneOf([spanOf(0, 50)])], takenOver)).to.equal(1_000);
    }
  });

  it('is when something parked goes on', () => {
    const parked = laneOf([spanOf(0, 50, { state: 'parked', readyAt: 3_000 })]);
    expect(nextOf([laneOf([spanOf(0, 70)]), parked])).to.equal(3_000);
  });

  it('looks at few lanes, and rather calls somebody too early', () => {
    const gathering = Array.from({ length: 500 }, () => laneOf([spanOf(0, 70)], { restedAt: 90_000 }));
    expect(nextOf(gathering)).to.equal(11_000);
  });
});
