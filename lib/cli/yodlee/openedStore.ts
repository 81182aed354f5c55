import { lastValueFrom, type Observable } from 'rxjs';
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '../../node/store/sqlite/index.js';
import { opened } from '../opened.js';

/**
 * Opens a store for as long as somebody listens; it is closed afterwards, also when it was still being opened.
 *
 * Errors: StoreUnavailableError; ConfigurationError is left to the caller.
 *
 * @param options which file, and how
 * @example
 * openedStore({ file: 'inbox.db' }).subscribe(({ inbox }) => console.log(inbox.durability));
 */
export function openedStore(options: SqliteStoreOptions): Observable<SqliteStore> {
  return opened(
    () => openSqliteStore(options),
    (store) => lastValueFrom(store.close(), { defaultValue: undefined }),
  );
}
