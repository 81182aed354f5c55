import { expect } from 'chai';
import { PlaceCounts } from '../../../../lib/node/store/sqlite/PlaceCounts.js';
import { PlaceTable } from '../../../../lib/node/store/sqlite/PlaceTable.js';
import { laneOf, spanOf } from '../../../support/laneOf.js';
import { sqliteScratch } from '../../../support/sqliteScratch.js';

describe('PlaceTable', () => {
  const [BOOK, SEARCH] = [
    { tenant: 't1', consumer: 'book' },
    { tenant: 't1', consumer: 'search' },
  ];
  const opened = async () => {
    const file = await sqliteScratch();
    const counts = new PlaceCounts(file);
    return { file, counts, places: new PlaceTable(file, counts) };
  };

  it('gives each place one number, and none to a place that is only asked for', async () => {
    const { file, places } = await opened();
    expect(places.idOf(BOOK)).to.equal(0);
    places.register(BOOK);
    places.register(SEARCH);
    places.register(BOOK);
    expect(places.idOf(BOOK)).to.not.equal(places.idOf(SEARCH));
    expect(places.of(places.idOf(SEARCH))).to.deep.equal(SEARCH);
    expect(places.all()).to.deep.equal([BOOK, SEARCH]);
    file.close();
  });

  it('knows no number that was given in a transaction that was taken back', async () => {
    const { file, places } = await opened();
    const restore = places.mark();
    file.exec('BEGIN');
    places.register(BOOK);
    expect(places.idOf(BOOK)).to.be.greaterThan(0);
    file.exec('ROLLBACK');
    restore();
    expect(places.idOf(BOOK)).to.equal(0);
    file.close();
  });

  it('adds up what is written and what is not yet, of one tenant', async () => {
    const { file, counts, places } = await opened();
    places.register(BOOK);
    places.register({ tenant: 't2', consumer: 'book' });
    counts.add(places.idOf(BOOK), laneOf([spanOf(0, 60)]), undefined);
    counts.write();
    counts.add(places.idOf(BOOK), laneOf([spanOf(0, 60, { state: 'dead' })]), undefined);
    expect(places.totals('t1').entries).to.deep.include({ waiting: 1, dead: 1 });
    expect(places.totals('t2').entries).to.deep.include({ waiting: 0, dead: 0 });
    file.close();
  });
});
