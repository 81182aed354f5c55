import { firstValueFrom } from 'rxjs';
import { type BookRow, openSqliteStore, readBook, type SqlTransaction } from '../../lib/node/store/sqlite/index.js';
import type { TrueBook } from '../../lib/sandbox/index.js';
import { inOrderOfIds } from './inOrderOfIds.js';

type Row = Readonly<Record<string, string | boolean | undefined>>;

/** A user's book in the shape of the sandbox's truth. */
export type BookTables = Readonly<Record<Exclude<keyof TrueBook, 'user'>, readonly Row[]>> & Pick<TrueBook, 'user'>;

/** Reads books, also while somebody else writes them. */
export async function bookTables(file: string, users: readonly string[]): Promise<readonly BookTables[]> {
  const store = await openSqliteStore({ file, readOnly: true });
  try {
    return await firstValueFrom(store.query((transaction) => users.map((userId) => tablesOf(transaction, userId))));
  } finally {
    await firstValueFrom(store.close());
  }
}

/** Gives one user's book. */
export function tablesOf(transaction: SqlTransaction, userId: string): BookTables {
  const query = { tenant: 'default', userId };
  return {
    user: userId,
    providerAccounts: inOrderOfIds(
      readBook.providerAccounts(transaction, query).map(({ id, status, lastUpdated, fields }) => ({
        id,
        providerId: text(fields['providerId']),
        status,
        isDataExtractsEnabled: fields['isDataExtractsEnabled'] === false ? false : undefined,
        lastUpdated: second(lastUpdated),
      })),
    ),
    accounts: rowsOf(readBook.accounts(transaction, query), ['nickname']),
    transactions: rowsOf(readBook.transactions(transaction, query), ['categoryId', 'memo']),
    holdings: rowsOf(readBook.holdings(transaction, query), ['symbol']),
  };
}

/** Records as rows, with some of what upstream said besides. */
const rowsOf = (records: readonly BookRow[], names: readonly string[]): readonly Row[] =>
  inOrderOfIds(
    records.map(({ fields, lastUpdated, ...row }) => ({
      ...row,
      userId: undefined,
      ...Object.fromEntries(names.map((name) => [name, text(fields[name])])),
      lastUpdated: second(lastUpdated),
    })),
  );

/** The same rows whatever the order of their members. */
export function canonical(tables: unknown): string {
  return JSON.stringify(tables, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
const second = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
