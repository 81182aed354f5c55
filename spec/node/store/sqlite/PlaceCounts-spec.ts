import { expect } from 'chai';
import { PlaceCounts } from '../../../../lib/node/store/sqlite/PlaceCounts.js';
import { laneOf, spanOf } from '../../../support/laneOf.js';
import { sqliteScratch } from '../../../support/sqliteScratch.js';

describe('PlaceCounts', () => {
  const lane = laneOf([spanOf(0, 60), spanOf(60, 90, { state: 'dead' })], { delivered: [{ from: 100, until: 200 }] });
  const opened = async () => {
    const file = await sqliteScratch();
    file.exec(`INSERT INTO places (id, tenant, consumer) VALUES (1, 't1', 'default')`);
    const row = () => file.prepare('SELECT waiting, dead, delivered FROM places').get();
    return { file, row, counts: new PlaceCounts(file) };
  };

  it('writes once what many changes came to', async () => {
    const { file, row, counts } = await opened();
    counts.add(1, lane, undefined);
    counts.add(1, lane, undefined);
    counts.add(1, undefined, lane);
    expect(row()).to.deep.include({ waiting: 0, dead: 0, delivered: 0 });
    expect(counts.of(1)).to.deep.include({ waiting: 1, dead: 1, delivered: 1 });
    counts.write();
    counts.write();
    expect(row()).to.deep.include({ waiting: 1, dead: 1, delivered: 1 });
    expect(counts.of(1)).to.equal(undefined);
    file.close();
  });

  it('forgets what was counted since a mark', async () => {
    const { file, counts } = await opened();
    counts.add(1, lane, undefined);
    const restore = counts.mark();
    counts.add(1, lane, undefined);
    restore();
    expect(counts.of(1)).to.deep.include({ waiting: 1 });
    file.close();
  });
});
