import { firstValueFrom } from 'rxjs';
import { openSqliteStore, readBook, type SqlTransaction } from '../../lib/node/store/sqlite/index.js';

type Cell = string | boolean | undefined;
type Row = Readonly<Record<string, Cell>>;

/** A user's book in the shape of the sandbox's truth. */
export interface BookTables {
  readonly user: string;
  readonly providerAccounts: readonly Row[];
  readonly accounts: readonly Row[];
  readonly transactions: readonly Row[];
  readonly holdings: readonly Row[];
}

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
    providerAccounts: sorted(
      readBook.providerAccounts(transaction, query).map(({ id, status, lastUpdated, fields }) => ({
        id,
        providerId: text(fields['providerId']),
        status,
        isDataExtractsEnabled: fields['isDataExtractsEnabled'] === false ? false : undefined,
        lastUpdated: second(lastUpdated),
      })),
    ),
    accounts: sorted(
      readBook.accounts(transaction, query).map(({ fields, lastUpdated, ...row }) => ({
        ...row,
        userId: undefined,
        nickname: text(fields['nickname']),
        lastUpdated: second(lastUpdated),
      })),
    ),
    transactions: sorted(
      readBook.transactions(transaction, query).map(({ fields, lastUpdated, ...row }) => ({
        ...row,
        userId: undefined,
        categoryId: text(fields['categoryId']),
        memo: text(fields['memo']),
        lastUpdated: second(lastUpdated),
      })),
    ),
    holdings: sorted(
      readBook.holdings(transaction, query).map(({ fields, lastUpdated, ...row }) => ({
        ...row,
        userId: undefined,
        symbol: text(fields['symbol']),
        lastUpdated: second(lastUpdated),
      })),
    ),
  };
}

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

const sorted = (rows: readonly Row[]): readonly Row[] =>
  [...rows].sort(
    (a, b) => order(String(a['id']), String(b['id'])) || order(String(a['container']), String(b['container'])),
  );

const order = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
