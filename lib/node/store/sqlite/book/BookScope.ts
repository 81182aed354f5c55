import type { SqlTransaction } from '../SqlDriver.js';

/** One user's part of the book, in one transaction. */
export interface BookScope {
  readonly transaction: SqlTransaction;
  /** The user's number. */
  readonly owner: number;
  /** The latest that a record can have changed, version of one that does not tell its own, and the moment from which gone rows count. Unit: ms */
  readonly asOf: number;
}
