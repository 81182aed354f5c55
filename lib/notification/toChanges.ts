import type {
  AccountRecord,
  HoldingRecord,
  ProviderAccountRecord,
  TransactionRecord,
  UserDataPage,
} from '../model/UserDataPage.js';
import type { Change, Reparent, Tombstone, Upsert } from '../model/Change.js';

/**
 * Turns the pages of one user into changes for a table, in the order in which they are to be applied.
 *
 * Provider accounts come first, then moves of accounts between them, accounts, transactions and holdings; what is gone
 * comes last, the smallest first, so that deleting a merged provider account takes no account along that lives on
 * under another. Pure, and lazy: pages are read anew for each kind. Memory: O(accounts of the user).
 *
 * @param pages all pages of one window, or of a snapshot
 * @example
 * for (const change of toChanges(delivery.pages)) apply(change);
 */
export function toChanges(pages: Iterable<UserDataPage>): Iterable<Change> {
  return { [Symbol.iterator]: () => changesOf(pages) };
}

function* changesOf(pages: Iterable<UserDataPage>): Generator<Change, void, undefined> {
  yield* living(pages, providerAccountsOf, providerAccountUpsert);
  yield* reparents(pages);
  yield* living(pages, accountsOf, accountUpsert);
  const containers = containersOf(pages);
  yield* living(pages, ({ transactions }) => transactions, transactionUpsert(containers));
  yield* holdingChanges(pages);
  yield* gone(pages, ({ transactions }) => transactions, transactionTombstone(containers));
  yield* gone(pages, goneOnly(pages, accountsOf), tombstone('account'));
  yield* gone(pages, goneOnly(pages, providerAccountsOf), tombstone('providerAccount'));
}

/** What all kinds of records share. */
interface Recorded {
  readonly id: string;
  readonly isDeleted: boolean;
  readonly lastUpdated?: string;
}

function* living<R extends Recorded>(
  pages: Iterable<UserDataPage>,
  recordsOf: (page: UserDataPage) => readonly R[],
  toUpsert: (record: R) => Upsert,
): Generator<Change, void, undefined> {
  for (const page of pages) for (const record of recordsOf(page)) if (!record.isDeleted) yield toUpsert(record);
}

function* gone<R extends Recorded>(
  pages: Iterable<UserDataPage>,
  recordsOf: (page: UserDataPage) => readonly R[],
  toTombstone: (record: R) => Tombstone,
): Generator<Change, void, undefined> {
  for (const page of pages) for (const record of recordsOf(page)) if (record.isDeleted) yield toTombstone(record);
}

const accountsOf = ({ accounts }: UserDataPage): readonly AccountRecord[] => accounts;
const providerAccountsOf = ({ providerAccounts }: UserDataPage): readonly ProviderAccountRecord[] => providerAccounts;

/** Leaves out what is gone in one place and lives in another, as an account does that moved to another provider account. */
function goneOnly<R extends Recorded>(
  pages: Iterable<UserDataPage>,
  recordsOf: (page: UserDataPage) => readonly R[],
): (page: UserDataPage) => readonly R[] {
  const alive = new Set<string>();
  for (const page of pages) for (const { id, isDeleted } of recordsOf(page)) if (!isDeleted) alive.add(id);
  return (page) => recordsOf(page).filter(({ id }) => !alive.has(id));
}

/** Each goes straight to where the moves end, so that the order in which they are applied is all one. */
function* reparents(pages: Iterable<UserDataPage>): Generator<Reparent, void, undefined> {
  const moves = movesOf(pages);
  for (const from of moves.keys()) {
    const to = endOf(moves, from);
    if (to !== from) yield { kind: 'reparent', fromProviderAccountId: from, toProviderAccountId: to };
  }
}

function endOf(moves: ReadonlyMap<string, string>, from: string): string {
  const met = new Set<string>();
  let at = from;
  for (let next = moves.get(at); next !== undefined && !met.has(at); next = moves.get(at)) {
    met.add(at);
    at = next;
  }
  return at;
}

/** Upstream says it in three places, and not always in all of them; an account that moved alone says it of no other. */
function movesOf(pages: Iterable<UserDataPage>): ReadonlyMap<string, string> {
  const moves = new Map<string, string>();
  const alive = new Set<string>();
  const told = (from: string | undefined, to: string | undefined): void => {
    if (from !== undefined && to !== undefined && from !== to && !moves.has(from)) moves.set(from, to);
  };
  for (const { providerAccounts } of pages) {
    for (const { id, isDeleted, destinationProviderAccountId } of providerAccounts) {
      told(id, destinationProviderAccountId);
      if (!isDeleted) alive.add(id);
    }
  }
  for (const { providerAccounts } of pages) {
    for (const { id, sourceProviderAccountIds } of providerAccounts)
      for (const from of sourceProviderAccountIds) told(from, id);
  }
  for (const { accounts } of pages) {
    for (const { isDeleted, sourceProviderAccountId: from, providerAccountId: to } of accounts) {
      if (!isDeleted && from !== undefined && !alive.has(from)) told(from, to);
    }
  }
  return moves;
}

function* holdingChanges(pages: Iterable<UserDataPage>): Generator<Change, void, undefined> {
  const whole = new Set<string>();
  for (const { holdingsOf } of pages) if (holdingsOf !== undefined) whole.add(holdingsOf);
  for (const { holdingsOf, holdings } of pages) {
    if (holdingsOf !== undefined) {
      yield { kind: 'holdings', accountId: holdingsOf, records: holdings.filter(({ isDeleted }) => !isDeleted) };
      continue;
    }
    for (const record of holdings) {
      if (record.accountId !== undefined && whole.has(record.accountId)) continue;
      yield record.isDeleted ? tombstone('holding')(record) : holdingUpsert(record);
    }
  }
}

function containersOf(pages: Iterable<UserDataPage>): ReadonlyMap<string, string> {
  const containers = new Map<string, string>();
  for (const { accounts } of pages) {
    for (const { id, container } of accounts) if (container !== undefined) containers.set(id, container);
  }
  return containers;
}

/** The id of a transaction is unique only within its container, which a tombstone may leave to its account. */
function keyedTransaction(
  { id, container, accountId }: TransactionRecord,
  containers: ReadonlyMap<string, string>,
): { readonly key: string; readonly container?: string } {
  const known = container ?? (accountId === undefined ? undefined : containers.get(accountId));
  return known === undefined ? { key: `transaction ? ${id}` } : { key: `transaction ${known} ${id}`, container: known };
}

function transactionUpsert(containers: ReadonlyMap<string, string>): (record: TransactionRecord) => Upsert {
  return (record) => {
    const { key, container } = keyedTransaction(record, containers);
    return {
      kind: 'upsert',
      entity: 'transaction',
      key,
      record: container === undefined ? record : { ...record, container },
    };
  };
}

function transactionTombstone(containers: ReadonlyMap<string, string>): (record: TransactionRecord) => Tombstone {
  return (record) => ({
    ...tombstone('transaction')(record),
    ...(record.accountId !== undefined && { accountId: record.accountId }),
    ...keyedTransaction(record, containers),
  });
}

function providerAccountUpsert(record: ProviderAccountRecord): Upsert {
  return { kind: 'upsert', entity: 'providerAccount', key: `providerAccount ${record.id}`, record };
}

function accountUpsert(record: AccountRecord): Upsert {
  return { kind: 'upsert', entity: 'account', key: `account ${record.id}`, record };
}

function holdingUpsert(record: HoldingRecord): Upsert {
  return { kind: 'upsert', entity: 'holding', key: `holding ${record.id}`, record };
}

function tombstone(entity: Tombstone['entity']): (record: Recorded) => Tombstone {
  return ({ id, lastUpdated }) => ({
    kind: 'tombstone',
    entity,
    key: `${entity} ${id}`,
    id,
    ...(lastUpdated !== undefined && { lastUpdated }),
  });
}
