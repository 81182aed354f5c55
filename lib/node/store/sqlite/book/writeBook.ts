import type { Observable } from 'rxjs';
import type { Change } from '../../../../model/Change.js';
import type { DataWindow } from '../../../../model/DataWindow.js';
import type { SqlTransaction } from '../SqlDriver.js';
import { type BookOwner, openUserBook } from './openUserBook.js';

const SECOND_MS = 1_000;

/** What `writeBook` takes of a delivery. */
export interface BookDelivery extends BookOwner {
  readonly window: DataWindow;
  readonly changes: Iterable<Change>;
  commit<T>(work: (transaction: SqlTransaction) => T): Observable<T>;
}

/** What a delivery did to the book. */
export interface BookReceipt {
  /** Changes that were looked at; a change that is older than what is there does nothing. */
  readonly changes: number;
  /** The user was erased and not readmitted, so nothing was written. */
  readonly erased?: true;
}

/**
 * Keeps a bank book in the inbox's own file: the ready handler of `consumeNotifications`.
 *
 * Changes and acknowledgement are one transaction, so each window is in the book exactly when it is acknowledged. Windows
 * may come late, twice and in any order: an older version of a record never replaces a newer one, what was deleted stays
 * deleted, deleting a provider account takes only those accounts along that still belong to it, and the holdings of an
 * account are replaced as a set. Amounts are decimal strings. Erasing a user from the store empties the user's book, and
 * nothing more is written of that user until `readmit`.
 *
 * @param delivery from `consumeNotifications` over the inbox of `openSqliteStore`
 * @example
 * consumeNotifications(api, store.inbox, writeBook).subscribe();
 */
export function writeBook(delivery: BookDelivery): Observable<BookReceipt> {
  const asOf = delivery.window.until.getTime() - SECOND_MS;
  return delivery.commit((transaction) => {
    const book = openUserBook(transaction, delivery, asOf);
    if (book === undefined) return { changes: 0, erased: true };
    let changes = 0;
    for (const change of delivery.changes) {
      book.apply(change);
      changes += 1;
    }
    book.prune();
    return { changes };
  });
}
