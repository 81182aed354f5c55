import { existsSync } from 'node:fs';
import { lastValueFrom, type Observable } from 'rxjs';
import { isAggregationError } from '../../index.js';
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '../../node/store/sqlite/index.js';
import { opened } from '../opened.js';
import { ConfigurationError } from '../settings/ConfigurationError.js';

/**
 * Opens a store for as long as somebody listens; it is closed afterwards, also when it was still being opened.
 *
 * Errors: StoreUnavailableError; ConfigurationError for a file that is somebody's and no store.
 *
 * @param options which file, and how
 * @example
 * openedStore({ file: 'inbox.db' }).subscribe(({ inbox }) => console.log(inbox.durability));
 */
export function openedStore(options: SqliteStoreOptions): Observable<SqliteStore> {
  return opened(
    () =>
      openSqliteStore(options).catch((error: unknown) => {
        throw named(error, options.file);
      }),
    (store) => lastValueFrom(store.close(), { defaultValue: undefined }),
  );
}

function named(error: unknown, file: string): unknown {
  const isRefused = isAggregationError(error) && error.name === 'InvalidOptionError' && error.option === 'file';
  if (!isRefused || !existsSync(file)) return error;
  const got = 'a file that never was one; it stays as it is';
  return new ConfigurationError(`--inbox sqlite:${file}`, 'the database of serve, or a new name', got, {
    cause: error,
  });
}
