import { firstValueFrom } from 'rxjs';
import type { Change } from '../../lib/model/Change.js';
import type {
  AccountRecord,
  HoldingRecord,
  ProviderAccountRecord,
  TransactionRecord,
  UserDataPage,
} from '../../lib/model/UserDataPage.js';
import { readBook } from '../../lib/node/store/sqlite/book/readBook.js';
import { type BookReceipt, writeBook } from '../../lib/node/store/sqlite/book/writeBook.js';
import type { SqliteStore } from '../../lib/node/store/sqlite/openSqliteStore.js';
import { toChanges } from '../../lib/notification/toChanges.js';

/** Second `n` of a day, as upstream writes it. */
export const at = (n: number): string => new Date(n * 1_000).toISOString().replace('.000', '');

interface Given {
  readonly id: string;
  readonly at?: number;
  readonly gone?: boolean;
}

const base = ({ id, at: second, gone = false }: Given) => ({
  id,
  isDeleted: gone,
  fields: { id },
  ...(second !== undefined && { lastUpdated: at(second) }),
});

export const link = (
  given: Given &
    Partial<Pick<ProviderAccountRecord, 'status' | 'destinationProviderAccountId'>> & {
      readonly sources?: readonly string[];
    },
): ProviderAccountRecord => {
  const { status, destinationProviderAccountId, sources = [] } = given;
  return {
    ...base(given),
    sourceProviderAccountIds: sources,
    ...(status !== undefined && { status }),
    ...(destinationProviderAccountId !== undefined && { destinationProviderAccountId }),
  };
};

export const account = (given: Given & Partial<AccountRecord>): AccountRecord => {
  return { container: 'bank', ...given, ...base(given) };
};

export const transaction = (given: Given & Partial<TransactionRecord>): TransactionRecord => {
  return { ...given, ...base(given) };
};

export const holding = (given: Given & Partial<HoldingRecord>): HoldingRecord => {
  return { ...given, ...base(given) };
};

export const pageOf = (page: Partial<UserDataPage>): UserDataPage => ({
  userId: 'ann',
  bytes: 1,
  digest: 'd',
  ...{ providerAccounts: [], accounts: [], transactions: [], holdings: [] },
  ...page,
});

/** Writes pages of a window `[from, until)` in seconds into the book, as the fan-out does. */
export function deliverPages(
  store: SqliteStore,
  pages: readonly Partial<UserDataPage>[],
  { userId = 'ann', until = 1_000, tenant = 'default' } = {},
): Promise<BookReceipt> {
  return deliverChanges(store, toChanges(pages.map(pageOf)), { userId, until, tenant });
}

/** Writes changes of a window that ends before second `until` into the book. */
export function deliverChanges(
  store: SqliteStore,
  changes: Iterable<Change>,
  { userId = 'ann', until = 1_000, tenant = 'default' } = {},
): Promise<BookReceipt> {
  const window = { from: new Date(0), until: new Date(until * 1_000) };
  return firstValueFrom(writeBook({ tenant, userId, window, changes, commit: (work) => store.transact(work) }));
}

/** The ids that are in a user's book, transactions with their container, each with what tells versions apart. */
export function idsIn(store: SqliteStore, userId = 'ann', tenant = 'default') {
  const query = { tenant, userId };
  return firstValueFrom(
    store.query((read) => ({
      links: readBook.providerAccounts(read, query).map(({ id }) => id),
      accounts: readBook
        .accounts(read, query)
        .map(({ id, providerAccountId = '-' }) => `${id} in ${providerAccountId}`),
      transactions: readBook
        .transactions(read, query)
        .map(({ id, container, status = '-' }) => `${container} ${id} ${status}`)
        .sort(),
      holdings: readBook.holdings(read, query).map(({ id, accountId = '-' }) => `${id} of ${accountId}`),
    })),
  );
}
