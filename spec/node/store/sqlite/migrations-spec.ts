import { expect } from 'chai';
import { StoreUnavailableError } from '../../../../lib/errors/StoreUnavailableError.js';
import { loadSqlDriver } from '../../../../lib/node/store/sqlite/loadSqlDriver.js';
import { migrate, MIGRATIONS, refuseNewer, schemaVersion } from '../../../../lib/node/store/sqlite/migrations.js';
import type { SqlDriver } from '../../../../lib/node/store/sqlite/SqlDriver.js';

describe('migrate', () => {
  let driver: SqlDriver;
  beforeEach(async () => {
    driver = (await loadSqlDriver())(':memory:', { readOnly: false });
  });
  afterEach(() => {
    driver.close();
  });

  it('brings a new file to the newest version, and leaves it there', () => {
    migrate(driver);
    migrate(driver);
    expect(schemaVersion(driver)).to.equal(MIGRATIONS.length);
    expect(driver.prepare('SELECT count(*) AS n FROM lanes').get()?.['n']).to.equal(0);
  });

  it('takes a step whole or not at all, and goes on where it was', () => {
    const steps = ['CREATE TABLE a (x)', 'CREATE TABLE b (x); CREATE TABLE a (x)'];
    expect(() => {
      migrate(driver, steps);
    }).to.throw();
    expect(schemaVersion(driver)).to.equal(1);
    expect(driver.isInTransaction()).to.equal(false);
    expect(() => driver.prepare('SELECT * FROM b')).to.throw();
    migrate(driver, ['CREATE TABLE a (x)', 'CREATE TABLE b (x)']);
    expect(schemaVersion(driver)).to.equal(2);
  });

  it('refuses what a later version wrote', () => {
    driver.exec('PRAGMA user_version = 2');
    expect(() => {
      migrate(driver, ['CREATE TABLE a (x)']);
    })
      .to.throw(StoreUnavailableError)
      .with.property('fault', 'newerSchema');
    expect(() => {
      refuseNewer(1, 1);
    }).to.not.throw();
  });
});
