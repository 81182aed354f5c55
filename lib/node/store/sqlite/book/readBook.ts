import type { LoginName } from '../../../../model/Identity.js';
import type { SqlRow, SqlTransaction } from '../SqlDriver.js';
import { jsonOf, numberOf, textOf } from '../columns.js';

/** Which rows; what is left out is not restricted. */
export interface BookQuery {
  readonly tenant: string;
  readonly userId?: LoginName;
  /** Of accounts, transactions and holdings. */
  readonly accountId?: string;
  /** Unit: rows */
  readonly limit?: number;
}

/** What all rows of the book have. */
export interface BookRow {
  readonly userId: LoginName;
  readonly id: string;
  readonly lastUpdated: Date;
  /** The members as upstream sent them, amounts as decimal strings. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A link to a provider, as the book has it. */
export interface BookProviderAccount extends BookRow {
  readonly status?: string;
}

/** A financial product, as the book has it. */
export interface BookAccount extends BookRow {
  readonly providerAccountId?: string;
  readonly container?: string;
  readonly status?: string;
  readonly name?: string;
  /** Decimal string. */
  readonly balance?: string;
  readonly currency?: string;
}

/** A movement, as the book has it. */
export interface BookTransaction extends BookRow {
  readonly container: string;
  readonly accountId?: string;
  readonly status?: string;
  /** Decimal string without sign; `baseType` says which way. */
  readonly amount?: string;
  readonly currency?: string;
  readonly baseType?: string;
  readonly date?: string;
  readonly description?: string;
}

/** A position of an investment account, as the book has it. */
export interface BookHolding extends BookRow {
  readonly accountId?: string;
  readonly description?: string;
  readonly quantity?: string;
  readonly value?: string;
  readonly currency?: string;
}

/** Whose book may be among those that are there. */
export interface BookUsersQuery extends Pick<BookQuery, 'tenant'> {
  /** Only these; the whole list otherwise, however long it is. */
  readonly among?: readonly LoginName[];
}

/** The queries of the book; what is gone is not in it. */
export const readBook = {
  /** Lists the users who have a book, those of a few in the order of their names. */
  users: (transaction: SqlTransaction, { tenant, among }: BookUsersQuery): readonly LoginName[] => {
    const rows =
      among === undefined
        ? transaction.prepare(USERS).all(tenant)
        : transaction.prepare(USERS_AMONG).all(tenant, JSON.stringify(among));
    return rows.map((row) => textOf(row, 'user'));
  },
  /** Lists links to providers by user and id. */
  providerAccounts: (transaction: SqlTransaction, query: BookQuery): readonly BookProviderAccount[] =>
    select(transaction, query, 'book_provider_accounts', 'status', 'b.id').map((row) => ({
      ...baseOf(row),
      ...texts(row, { status: 'status' }),
    })),
  /** Lists accounts by user and id. */
  accounts: (transaction: SqlTransaction, query: BookQuery): readonly BookAccount[] =>
    select(
      transaction,
      query,
      'book_accounts',
      'provider_account, container, status, name, balance, currency',
      'b.id',
    ).map((row) => ({
      ...baseOf(row),
      ...texts(row, { ...STATED, providerAccountId: 'provider_account', container: 'container', name: 'name' }),
      ...texts(row, { balance: 'balance' }),
    })),
  /** Lists transactions by user, newest day first. */
  transactions: (transaction: SqlTransaction, query: BookQuery): readonly BookTransaction[] =>
    select(
      transaction,
      query,
      'book_transactions',
      'container, account, status, base_type, amount, currency, date, description',
      'b.date DESC, b.id DESC, b.container',
    ).map((row) => ({
      ...baseOf(row),
      container: textOf(row, 'container'),
      ...texts(row, { ...STATED, ...OWNED, amount: 'amount', baseType: 'base_type', date: 'date' }),
    })),
  /** Lists holdings by user and id. */
  holdings: (transaction: SqlTransaction, query: BookQuery): readonly BookHolding[] =>
    select(transaction, query, 'book_holdings', 'account, description, quantity, value, currency', 'b.id').map(
      (row) => ({
        ...baseOf(row),
        ...texts(row, { ...OWNED, quantity: 'quantity', value: 'value', currency: 'currency' }),
      }),
    ),
} as const;

const USERS = 'SELECT user FROM book_users WHERE tenant = ? ORDER BY id';
// One parameter for all of them, so that batches of every size are one compiled statement.
const USERS_AMONG = `SELECT user FROM book_users WHERE tenant = ? AND user IN (SELECT value FROM json_each(?))
  ORDER BY user`;
const STATED = { status: 'status', currency: 'currency' } as const;
const OWNED = { accountId: 'account', description: 'description' } as const;
const ALL = -1;

function select(
  transaction: SqlTransaction,
  { tenant, userId, accountId, limit = ALL }: BookQuery,
  table: string,
  columns: string,
  order: string,
): readonly SqlRow[] {
  const account = accountId === undefined ? [] : [accountId];
  const user = userId === undefined ? [] : [userId];
  const onAccount = account.length === 0 ? '' : ` AND b.${table === 'book_accounts' ? 'id' : 'account'} = ?`;
  const sql = `SELECT u.user, b.id AS row_id, b.version, b.fields, ${columns.replaceAll(/\b[a-z_]+\b/g, 'b.$&')}
    FROM book_users u JOIN ${table} b ON b.owner = u.id
    WHERE u.tenant = ?${user.length === 0 ? '' : ' AND u.user = ?'}${onAccount} AND b.gone_at IS NULL
    ORDER BY u.id, ${order} LIMIT ?`;
  return transaction.prepare(sql).all(tenant, ...user, ...account, limit);
}

function baseOf(row: SqlRow): BookRow {
  const fields = jsonOf(row, 'fields');
  return {
    userId: textOf(row, 'user'),
    id: textOf(row, 'row_id'),
    lastUpdated: new Date(numberOf(row, 'version')),
    fields: typeof fields === 'object' && fields !== null ? { ...fields } : {},
  };
}

function texts<K extends string>(row: SqlRow, columns: Readonly<Record<K, string>>): { readonly [name in K]?: string } {
  const found: { [name in K]?: string } = {};
  for (const name in columns) {
    const value = row[columns[name]];
    if (typeof value === 'string') found[name] = value;
  }
  return found;
}
