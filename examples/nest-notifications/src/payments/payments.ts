import type { SqlRow, SqlTransaction } from 'millrace/store/sqlite';
import type { Change, EraseReport, Tombstone, TransactionRecord } from 'millrace/yodlee';

/** A row of our own table, as the rest of the application wants it. */
export interface Payment {
  readonly id: string;
  readonly container: string;
  readonly accountId: string;
  readonly status: string;
  /** Decimal string; negative when money left the account. */
  readonly amount: string;
  readonly currency: string;
  readonly date: string;
  readonly description: string;
}

const TABLES = [
  `CREATE TABLE IF NOT EXISTS owned_accounts (
    user TEXT NOT NULL, id TEXT NOT NULL, provider_account TEXT, version TEXT NOT NULL, gone INTEGER NOT NULL,
    PRIMARY KEY (user, id)
  ) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS payments (
    user TEXT NOT NULL, id TEXT NOT NULL, container TEXT NOT NULL, account TEXT NOT NULL, status TEXT, amount TEXT,
    currency TEXT, date TEXT, description TEXT, version TEXT NOT NULL, gone INTEGER NOT NULL,
    PRIMARY KEY (user, id, container)
  ) WITHOUT ROWID`,
] as const;

// What is gone stays as a row: an old window that comes late must not bring it back.
const SAVE_PAYMENT = `INSERT INTO payments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (user, id, container) DO UPDATE SET account = excluded.account, status = excluded.status,
    amount = excluded.amount, currency = excluded.currency, date = excluded.date, description = excluded.description,
    version = excluded.version, gone = excluded.gone
  WHERE excluded.version >= version`;
const SAVE_ACCOUNT = `INSERT INTO owned_accounts VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (user, id) DO UPDATE SET provider_account = coalesce(excluded.provider_account, provider_account),
    version = excluded.version, gone = excluded.gone
  WHERE excluded.version >= version`;
const MOVE_ACCOUNTS =
  'UPDATE owned_accounts SET provider_account = ? WHERE user = ? AND provider_account = ? AND gone = 0';
const ACCOUNTS_UNDER = 'SELECT id FROM owned_accounts WHERE user = ? AND provider_account = ? AND gone = 0';
const END_PAYMENTS = 'UPDATE payments SET gone = 1, version = ? WHERE user = ? AND account = ? AND version <= ?';
const LIST = `SELECT id, container, account, status, amount, currency, date, description FROM payments
  WHERE user = ? AND gone = 0 ORDER BY date DESC, id DESC`;

/** Makes the tables, in the file of the inbox. */
export function createPayments(transaction: SqlTransaction): void {
  for (const sql of TABLES) transaction.prepare(sql).run();
}

/**
 * Does to the tables what a delivery says, inside the transaction that acknowledges it.
 *
 * @param asOf version of what says nothing of its own: the end of the delivery's window
 */
export function applyChanges(
  transaction: SqlTransaction,
  userId: string,
  { changes, asOf }: { readonly changes: Iterable<Change>; readonly asOf: string },
): void {
  for (const change of changes) {
    if (change.kind === 'reparent') {
      const { fromProviderAccountId, toProviderAccountId } = change;
      transaction.prepare(MOVE_ACCOUNTS).run(toProviderAccountId, userId, fromProviderAccountId);
    } else if (change.kind === 'tombstone') {
      remove(transaction, userId, change, change.lastUpdated ?? asOf);
    } else if (change.kind === 'upsert' && change.entity === 'account') {
      const { id, providerAccountId = null, lastUpdated = asOf } = change.record;
      transaction.prepare(SAVE_ACCOUNT).run(userId, id, providerAccountId, lastUpdated, 0);
    } else if (change.kind === 'upsert' && change.entity === 'transaction') {
      savePayment(transaction, userId, change.record, asOf);
    }
  }
}

function savePayment(transaction: SqlTransaction, userId: string, record: TransactionRecord, asOf: string): void {
  const { id, container = '', accountId = '', status = null, amount = null, currency = null, baseType } = record;
  const { date = null, description = null, lastUpdated = asOf } = record;
  const signed = amount !== null && baseType === 'DEBIT' ? `-${amount}` : amount;
  transaction
    .prepare(SAVE_PAYMENT)
    .run(userId, id, container, accountId, status, signed, currency, date, description, lastUpdated, 0);
}

function remove(transaction: SqlTransaction, userId: string, gone: Tombstone, version: string): void {
  const { entity, id, container = '', accountId = '' } = gone;
  const nothing = [null, null, null, null, null] as const;
  switch (entity) {
    case 'transaction':
      transaction.prepare(SAVE_PAYMENT).run(userId, id, container, accountId, ...nothing, version, 1);
      break;
    case 'account':
      removeAccount(transaction, userId, id, version);
      break;
    case 'providerAccount':
      for (const row of transaction.prepare(ACCOUNTS_UNDER).all(userId, id)) {
        removeAccount(transaction, userId, textOf(row, 'id'), version);
      }
      break;
    case 'holding':
      break;
  }
}

function removeAccount(transaction: SqlTransaction, userId: string, id: string, version: string): void {
  transaction.prepare(SAVE_ACCOUNT).run(userId, id, null, version, 1);
  transaction.prepare(END_PAYMENTS).run(version, userId, id, version);
}

/** Forgets a user; the store calls it in the transaction of every erasure. */
export function erasePayments(transaction: SqlTransaction, _tenant: string, userId: string): EraseReport {
  const deleted = (table: string) =>
    Number(transaction.prepare(`DELETE FROM ${table} WHERE user = ?`).run(userId).changes);
  return { owned_accounts: deleted('owned_accounts'), payments: deleted('payments') };
}

/** Lists a user's payments, newest first. */
export function paymentsOf(transaction: SqlTransaction, userId: string): readonly Payment[] {
  return transaction
    .prepare(LIST)
    .all(userId)
    .map((row) => ({
      id: textOf(row, 'id'),
      container: textOf(row, 'container'),
      accountId: textOf(row, 'account'),
      status: textOf(row, 'status'),
      amount: textOf(row, 'amount'),
      currency: textOf(row, 'currency'),
      date: textOf(row, 'date'),
      description: textOf(row, 'description'),
    }));
}

function textOf(row: SqlRow, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : '';
}
