import type { Change } from '../../../../model/Change.js';
import { numberOf, textOf } from '../columns.js';
import type { SqlTransaction } from '../SqlDriver.js';
import { type BookOwner, openUserBook } from './openUserBook.js';
import type { UserBook } from './UserBook.js';

/** Everything that upstream knows of a user. */
export interface BookSnapshot extends BookOwner {
  /** When its reading began, on upstream's clock. */
  readonly readAt: Date;
  /** First day of its transactions, `YYYY-MM-DD`; older ones stay as they are. @defaultValue all of them are in it */
  readonly transactionsFrom?: string;
  readonly changes: Iterable<Change>;
}

/** What a snapshot did to the book. */
export interface SnapshotReceipt {
  readonly changes: number;
  /** Records that upstream no longer has. */
  readonly removed: number;
  /** The user was erased and not readmitted, so nothing was written. */
  readonly erased?: true;
}

/** Every record that a snapshot names, as `entity id`, transactions with their container. */
type Named = ReadonlySet<string>;

const FIND = 'SELECT id FROM book_users WHERE tenant = ? AND user = ?';

/**
 * Makes a user's book equal to a snapshot: what it lists replaces what the book has, also what was deleted, and what it
 * lacks is deleted. Only what a window told that is newer than its reading stays.
 *
 * For a resync after a gap of more than 7 days, of which no window tells. Give it all pages of one snapshot, or it takes
 * what is missing for deleted. Nothing is written of a user who was erased from the store, until `readmit`.
 *
 * @param transaction in which to write, from `SqliteStore.transact`
 * @param snapshot changes of all pages, from `toChanges`
 * @example
 * store.transact((transaction) => writeSnapshot(transaction, { tenant, userId, readAt, changes: toChanges(pages) }));
 */
export function writeSnapshot(transaction: SqlTransaction, snapshot: BookSnapshot): SnapshotReceipt {
  const readAt = snapshot.readAt.getTime();
  const book = openUserBook(transaction, snapshot, readAt);
  if (book === undefined) return { changes: 0, removed: 0, erased: true };
  const named = new Set<string>();
  let changes = 0;
  for (const change of snapshot.changes) {
    book.apply(change, 'listed');
    note(named, change);
    changes += 1;
  }
  const removed = removeMissing(transaction, snapshot, { book, named });
  book.prune();
  return { changes, removed };
}

function note(named: Set<string>, change: Change): void {
  if (change.kind === 'upsert') named.add(`${change.entity} ${change.record.id}${containerIn(change)}`);
  if (change.kind === 'holdings') for (const { id } of change.records) named.add(`holding ${id}`);
}

function containerIn(change: Change): string {
  return change.kind === 'upsert' && change.entity === 'transaction' ? ` ${change.record.container ?? ''}` : '';
}

/** What may be missing, the smallest first; of each its id, and the container of a transaction. */
const CANDIDATES = {
  transaction: `SELECT id, container, account FROM book_transactions
    WHERE owner = ? AND gone_at IS NULL AND version <= ? AND coalesce(date, ?) >= ?`,
  holding: 'SELECT id FROM book_holdings WHERE owner = ? AND gone_at IS NULL AND version <= ?',
  account: 'SELECT id FROM book_accounts WHERE owner = ? AND gone_at IS NULL AND version <= ?',
  providerAccount: 'SELECT id FROM book_provider_accounts WHERE owner = ? AND gone_at IS NULL AND version <= ?',
} as const;

function removeMissing(
  transaction: SqlTransaction,
  { tenant, userId, readAt, transactionsFrom = '' }: BookSnapshot,
  { book, named }: { readonly book: UserBook; readonly named: Named },
): number {
  const owner = numberOf(transaction.prepare(FIND).get(tenant, userId), 'id');
  let removed = 0;
  for (const [entity, sql] of Object.entries(CANDIDATES)) {
    if (!isEntity(entity)) continue;
    const days = entity === 'transaction' ? [transactionsFrom, transactionsFrom] : [];
    for (const row of transaction.prepare(sql).all(owner, readAt.getTime(), ...days)) {
      const id = textOf(row, 'id');
      const container = row['container'];
      const isTransaction = entity === 'transaction' && typeof container === 'string';
      const key = `${entity} ${id}${isTransaction ? ` ${container}` : ''}`;
      if (named.has(key)) continue;
      const lastUpdated = readAt.toISOString();
      book.apply({ kind: 'tombstone', entity, key, id, lastUpdated, ...(isTransaction && { container }) });
      removed += 1;
    }
  }
  return removed;
}

function isEntity(name: string): name is keyof typeof CANDIDATES {
  return Object.hasOwn(CANDIDATES, name);
}
