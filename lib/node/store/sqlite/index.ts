/** The embedded store: the entry `millrace/store/sqlite`. */
export { openSqliteStore, type SqliteStore } from './openSqliteStore.js';
export type { SqlEraser, SqliteStoreOptions } from './SqliteStoreOptions.js';
export type { OpenSqlDriver, SqlDriver, SqlRow, SqlStatement, SqlTransaction, SqlValue } from './SqlDriver.js';
