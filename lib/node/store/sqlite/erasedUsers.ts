import { createHash } from 'node:crypto';
import type { LoginName } from '../../../model/Identity.js';
import { textOf } from './columns.js';
import type { SqlTransaction } from './SqlDriver.js';

const HAS_ANY = 'SELECT 1 AS hit FROM erased WHERE tenant = ? LIMIT 1';
const HAS = 'SELECT 1 AS hit FROM erased WHERE tenant = ? AND digest = ?';
const ADD = 'INSERT OR IGNORE INTO erased VALUES (?, ?)';
const REMOVE = 'DELETE FROM erased WHERE tenant = ? AND digest = ?';
const SALT = `SELECT value FROM meta WHERE key = 'salt'`;

/**
 * Who was erased from a file and is to stay out, each as a salted digest of the name.
 *
 * @example
 * if (erasedUsers.has(transaction, 'default', 'ann')) return;
 */
export const erasedUsers = {
  /** Says whether anybody of a tenant was erased. */
  hasAny: (transaction: SqlTransaction, tenant: string): boolean =>
    transaction.prepare(HAS_ANY).get(tenant) !== undefined,

  has: (transaction: SqlTransaction, tenant: string, userId: LoginName): boolean =>
    erasedUsers.hasAny(transaction, tenant) &&
    transaction.prepare(HAS).get(tenant, digestOf(transaction, userId)) !== undefined,

  add: (transaction: SqlTransaction, tenant: string, userId: LoginName): void => {
    transaction.prepare(ADD).run(tenant, digestOf(transaction, userId));
  },

  /** Lets a user in again. */
  remove: (transaction: SqlTransaction, tenant: string, userId: LoginName): void => {
    transaction.prepare(REMOVE).run(tenant, digestOf(transaction, userId));
  },
} as const;

function digestOf(transaction: SqlTransaction, userId: LoginName): string {
  const salt = textOf(transaction.prepare(SALT).get(), 'value');
  return createHash('sha256').update(salt).update('\0').update(userId).digest('hex');
}
