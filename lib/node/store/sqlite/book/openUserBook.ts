import type { LoginName } from '../../../../model/Identity.js';
import { numberOf } from '../columns.js';
import { erasedUsers } from '../erasedUsers.js';
import type { SqlTransaction } from '../SqlDriver.js';
import { UserBook } from './UserBook.js';

const NAME = 'INSERT INTO book_users (tenant, user) VALUES (?, ?) ON CONFLICT (tenant, user) DO NOTHING';
const FIND = 'SELECT id FROM book_users WHERE tenant = ? AND user = ?';

/** Whose book, and as of when. */
export interface BookOwner {
  readonly tenant: string;
  readonly userId: LoginName;
}

/**
 * Opens a user's part of the book; a user who is not in it yet gets a number.
 *
 * Undefined for a user who was erased from the store and not readmitted: nothing may be written of them.
 *
 * @param transaction in which to write
 * @param owner whose
 * @param asOf version of records that do not tell their own. Unit: ms
 * @example
 * const book = openUserBook(transaction, { tenant: 'default', userId: 'ann' }, Date.now());
 */
export function openUserBook(
  transaction: SqlTransaction,
  { tenant, userId }: BookOwner,
  asOf: number,
): UserBook | undefined {
  if (erasedUsers.has(transaction, tenant, userId)) return undefined;
  transaction.prepare(NAME).run(tenant, userId);
  const owner = numberOf(transaction.prepare(FIND).get(tenant, userId), 'id');
  return new UserBook({ transaction, owner, asOf });
}
