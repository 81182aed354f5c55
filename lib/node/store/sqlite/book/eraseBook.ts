import type { LoginName } from '../../../../model/Identity.js';
import type { EraseReport } from '../../../../ports/InboxStore.js';
import { numberOf } from '../columns.js';
import type { SqlTransaction } from '../SqlDriver.js';

const TABLES = {
  book_provider_accounts: 'owner',
  book_merges: 'owner',
  book_accounts: 'owner',
  book_transactions: 'owner',
  book_holdings: 'owner',
  book_users: 'id',
} as const;
const FIND = 'SELECT id FROM book_users WHERE tenant = ? AND user = ?';

/**
 * Removes everything that the book holds of a user; every erasure of the store calls it.
 *
 * @param transaction of the erasure
 * @param tenant whose user
 * @param userId whom
 * @returns rows removed, by table
 * @example
 * eraseBook(transaction, 'default', 'ann');
 */
export function eraseBook(transaction: SqlTransaction, tenant: string, userId: LoginName): EraseReport {
  const row = transaction.prepare(FIND).get(tenant, userId);
  if (row === undefined) return {};
  const owner = numberOf(row, 'id');
  return Object.fromEntries(
    Object.entries(TABLES).map(([table, column]) => {
      const { changes } = transaction.prepare(`DELETE FROM ${table} WHERE ${column} = ?`).run(owner);
      return [table, Number(changes)];
    }),
  );
}
