import { existsSync } from 'node:fs';
import { defer, type Observable } from 'rxjs';
import type { SqliteStore, SqliteStoreOptions } from '../../node/store/sqlite/index.js';
import { ConfigurationError } from '../settings/ConfigurationError.js';
import { openedStore } from './openedStore.js';

/**
 * Opens a store that is there already, for as long as somebody listens: a mistyped name makes no file.
 *
 * Errors: those of `openedStore`; ConfigurationError when there is no such file.
 *
 * @param options which file, and how
 * @example
 * existingStore({ file: 'inbox.db' }).subscribe(({ inbox }) => console.log(inbox.durability));
 */
export function existingStore(options: SqliteStoreOptions): Observable<SqliteStore> {
  return defer(() => {
    const { file } = options;
    if (existsSync(file)) return openedStore(options);
    throw new ConfigurationError(`--inbox sqlite:${file}`, 'a file that serve has made', 'the name of none');
  });
}
