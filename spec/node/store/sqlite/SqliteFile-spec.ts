import { expect } from 'chai';
import { StoreUnavailableError } from '../../../../lib/errors/StoreUnavailableError.js';
import { loadSqlDriver } from '../../../../lib/node/store/sqlite/loadSqlDriver.js';
import { SqliteFile } from '../../../../lib/node/store/sqlite/SqliteFile.js';
import { FaultyDriver } from '../../../support/faultyDriver.js';

describe('SqliteFile', () => {
  const opened = async () => {
    const faulty = new FaultyDriver(await loadSqlDriver());
    const told: string[] = [];
    const file = new SqliteFile(
      () => ({ driver: faulty.open(':memory:', { readOnly: false }), proof: `opening ${String(faulty.opened)}` }),
      ({ proof }) => told.push(proof),
    );
    return { faulty, file, told };
  };

  it('opens the file with its first use only, and compiles each text once', async () => {
    const { file, told } = await opened();
    expect(told).to.deep.equal([]);
    expect(file.prepare('SELECT 1')).to.equal(file.prepare('SELECT 1'));
    file.exec('CREATE TABLE t (x)');
    expect(told).to.deep.equal(['opening 1']);
    file.close();
  });

  it('forgets what it compiled with a handle that it gives up, and rolls back before', async () => {
    const { file, told } = await opened();
    const statement = file.prepare('SELECT 1');
    file.exec('BEGIN');
    expect(file.isInTransaction()).to.equal(true);
    file.drop();
    expect(file.isInTransaction()).to.equal(false);
    expect(file.prepare('SELECT 1')).to.not.equal(statement);
    expect(told).to.deep.equal(['opening 1', 'opening 2']);
    file.close();
  });

  it('is never opened again once it is closed, whatever failed while it was', async () => {
    const { faulty, file } = await opened();
    file.use();
    faulty.fail('PRAGMA wal_checkpoint', 10);
    file.close();
    expect(() => file.use())
      .to.throw(StoreUnavailableError)
      .with.property('fault', 'closed');
    expect(faulty.opened).to.equal(1);
  });

  it('keeps a bounded number of statements compiled', async () => {
    const { file } = await opened();
    const first = file.prepare('SELECT 0');
    for (let n = 1; n <= 256; n++) file.prepare(`SELECT ${String(n)}`);
    expect(file.prepare('SELECT 0')).to.not.equal(first);
    expect(file.prepare('SELECT 256').get()).to.have.property('256', 256);
    file.close();
  });
});
