import { expect } from 'chai';
import { TableParts } from '../../../../lib/node/store/sqlite/TableParts.js';
import { laneOf, spanOf } from '../../../support/laneOf.js';
import { sqliteScratch } from '../../../support/sqliteScratch.js';

describe('TableParts', () => {
  const PLACE = { tenant: 't1', consumer: 'default' };

  it('writes lanes and counts down before a commit', async () => {
    const file = await sqliteScratch();
    const parts = new TableParts(file);
    parts.places.register(PLACE);
    parts.lanes.save(PLACE, 'ann', laneOf([spanOf(0, 60)]), undefined);
    parts.beforeCommit();
    const anew = new TableParts(file);
    expect(anew.lanes.find(PLACE, 'ann')?.spans).to.have.length(1);
    expect(anew.places.totals('t1').entries.waiting).to.equal(1);
    file.close();
  });

  it('goes back to what was marked, all of it', async () => {
    const file = await sqliteScratch();
    const parts = new TableParts(file);
    const restore = parts.mark();
    file.exec('BEGIN');
    parts.places.register(PLACE);
    parts.lanes.save(PLACE, 'ann', laneOf([spanOf(0, 60)]), undefined);
    file.exec('ROLLBACK');
    restore();
    parts.beforeCommit();
    expect(parts.places.idOf(PLACE)).to.equal(0);
    expect(file.prepare('SELECT count(*) AS n FROM lanes').get()).to.have.property('n', 0);
    file.close();
  });
});
