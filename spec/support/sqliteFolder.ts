import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstValueFrom } from 'rxjs';
import { openSqliteStore, type SqliteStore } from '../../lib/node/store/sqlite/openSqliteStore.js';
import type { SqliteStoreOptions } from '../../lib/node/store/sqlite/SqliteStoreOptions.js';

/** A folder of its own for one test, and the stores that were opened in it. */
export class SqliteFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'millrace-sqlite-'));
  private readonly stores: SqliteStore[] = [];
  private files = 0;

  /** The path of a file that is not there yet. */
  newFile(): string {
    this.files += 1;
    return join(this.path, `store${String(this.files)}.db`);
  }

  async open(options: Partial<SqliteStoreOptions> = {}): Promise<SqliteStore> {
    const store = await openSqliteStore({ file: this.newFile(), horizonMs: Infinity, ...options });
    this.stores.push(store);
    return store;
  }

  /** Closes what is open and removes the folder. */
  async remove(): Promise<void> {
    for (const store of this.stores.reverse()) await firstValueFrom(store.close());
    rmSync(this.path, { recursive: true, force: true });
  }
}
