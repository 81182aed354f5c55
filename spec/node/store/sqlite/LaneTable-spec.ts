import { expect } from 'chai';
import { LaneTable } from '../../../../lib/node/store/sqlite/LaneTable.js';
import { PlaceCounts } from '../../../../lib/node/store/sqlite/PlaceCounts.js';
import { PlaceTable } from '../../../../lib/node/store/sqlite/PlaceTable.js';
import type { HeldLane } from '../../../../lib/store/rules/InboxTables.js';
import type { Lane } from '../../../../lib/store/rules/Lane.js';
import { laneOf, spanOf } from '../../../support/laneOf.js';
import { sqliteScratch } from '../../../support/sqliteScratch.js';

const PLACE = { tenant: 't1', consumer: 'default' };
const MANY = 150;
const names = (lanes: Iterable<HeldLane>): readonly string[] => [...lanes].map(({ userId }) => userId);

describe('LaneTable', () => {
  const opened = async (lanes: Readonly<Record<string, Lane>> = {}) => {
    const file = await sqliteScratch();
    const counts = new PlaceCounts(file);
    const places = new PlaceTable(file, counts);
    places.register(PLACE);
    const table = new LaneTable(file, places, counts);
    for (const [user, lane] of Object.entries(lanes)) table.save(PLACE, user, lane, undefined);
    return { file, counts, table };
  };
  const numbered = (laneAt: (n: number) => Lane): Readonly<Record<string, Lane>> =>
    Object.fromEntries(Array.from({ length: MANY }, (_, n) => [`user${String(n)}`, laneAt(n)]));

  it('keeps a lane as it was last saved, and none that is empty', async () => {
    const { table, file } = await opened();
    const first = laneOf([spanOf(0, 60)]);
    const second = laneOf([spanOf(0, 90)], { delivered: [{ from: 100, until: 200 }] });
    table.save(PLACE, 'ann', first, undefined);
    table.save(PLACE, 'ann', second, first);
    expect(table.find(PLACE, 'ann')).to.deep.equal(second);
    table.save(PLACE, 'ann', laneOf([]), second);
    expect(table.find(PLACE, 'ann')).to.equal(undefined);
    file.close();
  });

  it('gives what is ready and over in turn', async () => {
    const { table, file } = await opened({
      late: laneOf([spanOf(0, 60)], { turn: 1, restedAt: 500 }),
      second: laneOf([spanOf(0, 60)], { turn: 3 }),
      first: laneOf([spanOf(0, 60)], { turn: 2 }),
      notOver: laneOf([spanOf(0, 61)], { turn: 1 }),
      leased: laneOf([spanOf(0, 60, { state: 'leased' })]),
    });
    expect(table.takeOver(PLACE, 61, 2) + table.takeOver(PLACE, 61, 10)).to.equal(4);
    expect(names(table.ready(PLACE, 499, 60, 10))).to.deep.equal(['first', 'second']);
    expect(names(table.ready(PLACE, 500, 61, 2))).to.deep.equal(['notOver', 'first']);
    expect(names(table.ready(PLACE, 500, 61, 0))).to.deep.equal([]);
    expect(names(table.leased())).to.deep.equal(['leased']);
    file.close();
  });

  it('lets wait for its turn at once what was leased before', async () => {
    const { table, file } = await opened({
      cut: laneOf([spanOf(0, 60, { isCut: true })]),
      young: laneOf([spanOf(0, 60)]),
    });
    expect(names(table.ready(PLACE, 0, 60, 10))).to.deep.equal(['cut']);
    expect([...table.openTimes(PLACE)]).to.deep.equal([{ readyAt: 0, headUntil: 60 }]);
    file.close();
  });

  it('finds what is ready, and when there will be more, as fast among 50,000 as among 1,000', async () => {
    const costs: number[] = [];
    for (const lanes of [1_000, 50_000]) {
      const { table, file } = await opened();
      file.exec('BEGIN');
      const open = laneOf([spanOf(0, 1_000)]);
      for (let n = 0; n < lanes; n++) table.save(PLACE, `user${String(n)}`, open, undefined);
      const look = (): number => {
        const since = process.cpuUsage();
        for (let n = 0; n < 20; n++) {
          expect(table.takeOver(PLACE, 999, 256)).to.equal(0);
          expect(table.ready(PLACE, 5, 999, 4)).to.deep.equal([]);
          const [first] = table.openTimes(PLACE);
          expect(first).to.deep.equal({ readyAt: 0, headUntil: 1_000 });
        }
        const { user, system } = process.cpuUsage(since);
        return user + system;
      };
      costs.push(Math.min(...Array.from({ length: 5 }, look)));
      file.exec('COMMIT');
      file.close();
    }
    const [few = 0, many = Infinity] = costs;
    expect(many).to.be.below(5 * few + 1_000);
  }).timeout(60_000);

  it('goes on with its listings beyond a page, each lane once and in order', async () => {
    const { table, file } = await opened(
      numbered((n) => laneOf([spanOf(0, 60, { state: 'parked', readyAt: n >> 1 }), spanOf(60, 90)], { turn: n })),
    );
    expect([...table.sleepers(PLACE)].map(({ wakeAt }) => wakeAt)).to.deep.equal(
      Array.from({ length: MANY }, (_, n) => n >> 1),
    );
    expect(new Set(names(table.sleepers(PLACE))).size).to.equal(MANY);
    expect([...table.openTimes(PLACE)]).to.have.length(MANY);
    expect([...table.readyTimes(PLACE)]).to.deep.equal([]);
    table.takeOver(PLACE, 90, MANY);
    expect([...table.openTimes(PLACE)]).to.deep.equal([]);
    expect([...table.readyTimes(PLACE)]).to.have.length(MANY);
    file.close();
  });

  it('lists page by page over its consumers, or the lanes of one user', async () => {
    const { table, file } = await opened(numbered((n) => laneOf([spanOf(0, 60, { since: -n })])));
    const query = { tenant: 't1', consumers: ['nobody', 'default'] };
    const seen: string[] = [];
    for (let page = table.page(query, undefined, 64); ; page = table.page(query, page.next, 64)) {
      seen.push(...names(page.lanes));
      if (page.next === undefined) break;
    }
    expect(seen).to.deep.equal(Array.from({ length: MANY }, (_, n) => `user${String(MANY - 1 - n)}`));
    expect(names(table.page({ ...query, userId: 'user7' }, undefined, 64).lanes)).to.deep.equal(['user7']);
    file.close();
  });

  it('walks over every lane and begins anew', async () => {
    const { table, file } = await opened(numbered(() => laneOf([spanOf(0, 60)])));
    const walked = [100, 100, 100].flatMap((limit) => names(table.some(limit)));
    expect(new Set(walked.slice(0, MANY)).size).to.equal(MANY);
    expect(walked.slice(MANY)).to.deep.equal(walked.slice(0, 100));
    file.close();
  });

  it('keeps many new lanes as they were last saved, whether or not they have a row yet', async () => {
    const { table, file } = await opened(numbered((n) => laneOf([spanOf(0, 60 + n)])));
    const changed = (n: number) => laneOf([spanOf(0, 60 + n, { state: 'dead' })]);
    for (let n = 0; n < MANY; n += 3) {
      table.save(PLACE, `user${String(n)}`, changed(n), table.find(PLACE, `user${String(n)}`));
      table.save(PLACE, `user${String(n + 1)}`, laneOf([]), table.find(PLACE, `user${String(n + 1)}`));
    }
    const kept = table.some(MANY).map(({ userId, lane }) => [userId, lane] as const);
    const wanted = Array.from({ length: MANY }, (_, n) => [
      `user${String(n)}`,
      n % 3 === 0 ? changed(n) : laneOf([spanOf(0, 60 + n)]),
    ]).filter((_, n) => n % 3 !== 1);
    expect(kept).to.have.deep.members(wanted);
    file.close();
  });

  it('forgets the new lanes that a way back leaves behind, and only those', async () => {
    const { table, file } = await opened({ ann: laneOf([spanOf(0, 60)]) });
    const restore = table.mark();
    table.save(PLACE, 'bob', laneOf([spanOf(0, 60)]), undefined);
    restore();
    expect(names(table.some(10))).to.deep.equal(['ann']);
    expect(table.find(PLACE, 'bob')).to.equal(undefined);
    file.close();
  });

  it('tells the counts of every change', async () => {
    const { table, counts, file } = await opened({ ann: laneOf([spanOf(0, 60)]) });
    table.save(PLACE, 'ann', laneOf([spanOf(0, 60, { state: 'dead' })]), laneOf([spanOf(0, 60)]));
    expect(counts.of(1)).to.deep.include({ waiting: 0, dead: 1 });
    file.close();
  });
});
