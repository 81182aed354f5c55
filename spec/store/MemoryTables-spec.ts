import { expect } from 'chai';
import { MemoryTables } from '../../lib/store/MemoryTables.js';
import { laneOf, spanOf } from '../support/laneOf.js';

const BOOK = { tenant: 't1', consumer: 'book' };
const SEARCH = { tenant: 't1', consumer: 'search' };
const LANE = laneOf([spanOf(0, 60)]);

describe('MemoryTables', () => {
  it('keeps tenants and consumers apart, whatever they are called', () => {
    const tables = new MemoryTables();
    tables.save({ tenant: 'a","b', consumer: 'c' }, 'ann', LANE, undefined);
    expect(tables.lane({ tenant: 'a', consumer: 'b","c' }, 'ann')).to.equal(undefined);
    expect(tables.totals('a').entries.waiting).to.equal(0);
  });

  it('erases a user at every consumer of the tenant and at no other tenant', () => {
    const tables = new MemoryTables();
    for (const place of [BOOK, SEARCH, { ...BOOK, tenant: 't2' }]) tables.save(place, 'ann', LANE, undefined);
    expect(tables.erase('t1', 'ann')).to.deep.equal({ entries: 2, quarantined: 0 });
    expect([tables.isErased('t1', 'ann'), tables.isErased('t2', 'ann')]).to.deep.equal([true, false]);
    expect([tables.totals('t1').entries.waiting, tables.totals('t2').entries.waiting]).to.deep.equal([0, 1]);
    tables.readmit('t1', 'ann');
    expect(tables.isErased('t1', 'ann')).to.equal(false);
  });

  it('walks over every lane and begins anew', () => {
    const tables = new MemoryTables();
    for (const user of ['ann', 'bob', 'cat']) tables.save(BOOK, user, LANE, undefined);
    const walked = [2, 2, 2, 2].flatMap((limit) => tables.someLanes(limit).map(({ userId }) => userId));
    expect(new Set(walked.slice(0, 3))).to.deep.equal(new Set(['ann', 'bob', 'cat']));
    expect(walked.length).to.be.greaterThan(3);
  });

  it('gives no number twice and says since when the oldest waits', () => {
    const tables = new MemoryTables();
    expect(tables.nextTurn()).to.be.lessThan(tables.nextTurn());
    tables.save(BOOK, 'ann', laneOf([spanOf(0, 60, { since: 7 })]), undefined);
    tables.save(SEARCH, 'bob', laneOf([spanOf(0, 60, { since: 4 })]), undefined);
    expect(tables.totals('t1').oldestSince).to.equal(4);
  });
});
