import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { InvalidOptionError } from '../../../../lib/errors/InvalidOptionError.js';
import { loadSqlDriver } from '../../../../lib/node/store/sqlite/loadSqlDriver.js';
import { MIGRATIONS, migrate } from '../../../../lib/node/store/sqlite/migrations.js';
import { openSqliteStore } from '../../../../lib/node/store/sqlite/openSqliteStore.js';
import { claimDatabase, refuseForeignDatabase } from '../../../../lib/node/store/sqlite/refuseForeignDatabase.js';
import type { SqlDriver } from '../../../../lib/node/store/sqlite/SqlDriver.js';
import { entriesIn, intentOf, put } from '../../../../lib/testing/inboxStand.js';
import { caught } from '../../../support/caught.js';
import { SqliteFolder } from '../../../support/sqliteFolder.js';

describe('refuseForeignDatabase', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());
  const made = async (make: (driver: SqlDriver) => void): Promise<string> => {
    const file = folder.newFile();
    const driver = (await loadSqlDriver())(file, { readOnly: false });
    make(driver);
    driver.close();
    return file;
  };
  const asked = async (file: string): Promise<unknown> => {
    const driver = (await loadSqlDriver())(file, { readOnly: false });
    try {
      refuseForeignDatabase(driver, file);
      return undefined;
    } catch (error) {
      return error;
    } finally {
      driver.close();
    }
  };

  for (const [what, sql] of [
    ['with tables', 'CREATE TABLE bookmarks (a)'],
    [
      'with a table that happens to be called meta',
      'CREATE TABLE meta (key LONGVARCHAR PRIMARY KEY, value LONGVARCHAR)',
    ],
    ['of another application', 'PRAGMA application_id = 252006674; CREATE TABLE tracks (a)'],
  ] as const) {
    it(`refuses a database ${what}, names it, and leaves it as it is`, async () => {
      const file = await made((driver) => {
        driver.exec(sql);
      });
      chmodSync(file, 0o644);
      const before = readFileSync(file);
      for (const readOnly of [false, true]) {
        const error = await caught(() => openSqliteStore({ file, readOnly }));
        expect(error).to.be.instanceOf(InvalidOptionError).with.property('value', file);
      }
      expect(readFileSync(file)).to.deep.equal(before);
      expect(statSync(file).mode & 0o777).to.equal(0o644);
      expect(['-wal', '-shm', '-journal'].filter((side) => existsSync(file + side))).to.deep.equal([]);
    });
  }

  for (const [what, make] of [
    ['an empty one', () => undefined],
    [
      'one of the first version, which did not say whose it was',
      (driver: SqlDriver) => {
        migrate(driver, MIGRATIONS.slice(0, 1));
      },
    ],
    ['one that is claimed', claimDatabase],
    [
      'one that is claimed, whatever tables it has',
      (driver: SqlDriver) => {
        claimDatabase(driver);
        driver.exec('CREATE TABLE later (a)');
      },
    ],
  ] as const) {
    it(`takes ${what}`, async () => {
      expect(await asked(await made(make))).to.equal(undefined);
    });
  }

  it('goes on with a file of an earlier version, and claims it', async () => {
    const file = await made((driver) => {
      migrate(driver);
    });
    const store = await openSqliteStore({ file, horizonMs: Infinity });
    await put(store.inbox, [intentOf('ann', 0, 15)]);
    await firstValueFrom(store.close());
    const driver = (await loadSqlDriver())(file, { readOnly: true });
    expect(driver.prepare('PRAGMA application_id').get()).to.have.property('application_id', 0x6d6c7263);
    driver.close();
    expect(await entriesIn((await folder.open({ file })).inbox)).to.have.length(1);
  });
});
