import { expect } from 'chai';
import { MemoryTables } from '../../../lib/store/MemoryTables.js';
import { EMPTY_LEDGER } from '../../../lib/store/rules/Ledger.js';
import { statsOf } from '../../../lib/store/rules/statsOf.js';
import { StoreClock } from '../../../lib/store/rules/StoreClock.js';
import { seconds } from '../../support/dataWindows.js';
import { laneOf, spanOf } from '../../support/laneOf.js';

describe('statsOf', () => {
  const clock = new StoreClock({ now: () => 0 });

  it('leaves out what there is not', () => {
    expect(statsOf(new MemoryTables(), 't1', clock)).to.have.all.keys('entries', 'delivered', 'quarantined', 'bytes');
  });

  it('tells counts, the age of the oldest, and up to when all is proven', () => {
    const tables = new MemoryTables();
    const lane = laneOf([spanOf(0, 60, { since: 5_000 })], { delivered: [{ from: 60, until: 90 }] });
    tables.save({ tenant: 't1', consumer: 'default' }, 'ann', lane, undefined);
    tables.saveLedger('t1', { ...EMPTY_LEDGER, swept: [seconds(0, 60)] });
    const stats = statsOf(tables, 't1', clock);
    expect([stats.entries.waiting, stats.delivered]).to.deep.equal([1, 1]);
    expect([stats.oldestSince, stats.provenUntil]).to.deep.equal([new Date(5_000), new Date(60_000)]);
  });
});
