/** The embedded store: the entry `millrace/store/sqlite`. */
export { openSqliteStore, type SqliteStore } from './openSqliteStore.js';
export type { SqlEraser, SqliteStoreOptions } from './SqliteStoreOptions.js';
export type { OpenSqlDriver, SqlDriver, SqlRow, SqlStatement, SqlTransaction, SqlValue } from './SqlDriver.js';

// The bank book: a ready handler, and what it keeps
export { writeBook, type BookDelivery, type BookReceipt } from './book/writeBook.js';
export { writeSnapshot, type BookSnapshot, type SnapshotReceipt } from './book/writeSnapshot.js';
export {
  type BookUsersQuery,
  readBook,
  type BookAccount,
  type BookHolding,
  type BookProviderAccount,
  type BookQuery,
  type BookRow,
  type BookTransaction,
} from './book/readBook.js';
export type { BookOwner } from './book/openUserBook.js';
