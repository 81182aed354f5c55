import type { LoginName } from '../../../../model/Identity.js';
import { numberOf } from '../columns.js';
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
 * @param transaction in which to write
 * @param owner whose
 * @param asOf version of records that do not tell their own. Unit: ms
 * @example
 * const book = openUserBook(transaction, { tenant: 'default', userId: 'ann' }, Date.now());
 */
export function openUserBook(transaction: SqlTransaction, { tenant, userId }: BookOwner, asOf: number): UserBook {
  transaction.prepare(NAME).run(tenant, userId);
  const owner = numberOf(transaction.prepare(FIND).get(tenant, userId), 'id');
  return new UserBook({ transaction, owner, asOf });
}
