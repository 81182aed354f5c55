import { loadSqlDriver } from '../../lib/node/store/sqlite/loadSqlDriver.js';
import { migrate } from '../../lib/node/store/sqlite/migrations.js';
import { SqliteFile } from '../../lib/node/store/sqlite/SqliteFile.js';

/** A store's tables, in memory unless a path is given, to try one part of them alone. */
export async function sqliteScratch(path = ':memory:'): Promise<SqliteFile> {
  const open = await loadSqlDriver();
  return new SqliteFile(
    () => {
      const driver = open(path, { readOnly: false });
      migrate(driver);
      return { driver, proof: 'in memory' };
    },
    () => undefined,
  );
}
