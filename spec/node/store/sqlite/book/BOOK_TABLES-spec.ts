import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { openSqliteStore } from '../../../../../lib/node/store/sqlite/openSqliteStore.js';
import { loadSqlDriver } from '../../../../../lib/node/store/sqlite/loadSqlDriver.js';
import { MIGRATIONS, migrate, schemaVersion } from '../../../../../lib/node/store/sqlite/migrations.js';
import { SqliteFolder } from '../../../../support/sqliteFolder.js';

describe('BOOK_TABLES', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('come to a file of the version before, which keeps what it holds', async () => {
    const file = folder.newFile();
    const open = await loadSqlDriver();
    const old = open(file, { readOnly: false });
    migrate(old, MIGRATIONS.slice(0, 1));
    old.exec(`INSERT INTO meta (key, value) VALUES ('kept', 1)`);
    expect(schemaVersion(old)).to.equal(1);
    old.close();
    const store = await openSqliteStore({ file });
    const [kept, users] = await firstValueFrom(
      store.query((read) => [
        read.prepare(`SELECT value FROM meta WHERE key = 'kept'`).get()?.['value'],
        read.prepare('SELECT count(*) AS n FROM book_users').get()?.['n'],
      ]),
    );
    expect([kept, users]).to.deep.equal([1, 0]);
    await firstValueFrom(store.close());
  });
});
