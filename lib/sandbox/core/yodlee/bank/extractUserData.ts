import type { YodleeSwitches } from '../switches/resolveYodleeSwitches.js';
import { live } from './entities.js';
import type {
  AccountValue,
  Entity,
  HoldingValue,
  ProviderAccountValue,
  TransactionValue,
  UserBook,
} from './records.js';
import { type ClosedWindow, type Shown, visibleIn } from './visibleIn.js';

/** What a window shows of a user. */
export interface Extract {
  readonly providerAccounts: readonly Shown<ProviderAccountValue>[];
  readonly accounts: readonly Shown<AccountValue>[];
  readonly transactions: readonly Shown<TransactionValue>[];
  readonly holdings: readonly Shown<HoldingValue>[];
}

/**
 * Takes out of a book what changed in a window; nothing of a provider account whose data extracts are switched off.
 *
 * @param book the user's book
 * @param window the window
 * @param switches how upstream shows changes, deletions and holdings
 * @example
 * extractUserData(book, { from, to }, switches).transactions.length;
 */
export function extractUserData(book: UserBook, window: ClosedWindow, switches: YodleeSwitches): Extract {
  const how = switches.userDataIs;
  const open = openAccounts(book);
  const providerAccounts = visibleIn(book.providerAccounts, window, how).filter(
    ({ version }) => version.value.isDataExtractsEnabled,
  );
  const accounts = visibleIn(book.accounts, window, how).filter(({ id }) => open.has(id));
  const transactions = visibleIn(book.transactions, window, how).filter(({ version }) =>
    open.has(version.value.accountId),
  );
  const cascades = switches.deleteCascades === 'true';
  return {
    providerAccounts,
    accounts: cascades
      ? accounts
      : accounts.filter((one) => !takenAlong(one, book.providerAccounts, 'providerAccountId')),
    transactions: cascades ? transactions : transactions.filter((one) => !takenAlong(one, book.accounts, 'accountId')),
    holdings: holdingsIn(book, window, switches).filter(({ version }) => open.has(version.value.accountId)),
  };
}

/**
 * Says whether a window shows anything of a user at all: what a notification or the events API goes by.
 *
 * @param book the user's book
 * @param window the window
 * @example
 * isChangedIn(book, { from, to });
 */
export function isChangedIn(book: UserBook, { from, to }: ClosedWindow): boolean {
  const open = openAccounts(book);
  const touched = <V>({ versions }: Entity<V>): boolean => versions.some(({ at }) => at >= from && at <= to);
  const enabled = ({ versions }: Entity<ProviderAccountValue>): boolean =>
    versions.at(-1)?.value.isDataExtractsEnabled === true;
  return (
    book.providerAccounts.some((one) => enabled(one) && touched(one)) ||
    book.accounts.some((one) => open.has(one.id) && touched(one)) ||
    book.transactions.some((one) => open.has(one.versions.at(-1)?.value.accountId ?? '') && touched(one)) ||
    book.holdings.some((one) => open.has(one.versions.at(-1)?.value.accountId ?? '') && touched(one))
  );
}

const openAccounts = (book: UserBook): ReadonlySet<string> => {
  const closed = new Set(
    book.providerAccounts
      .filter(({ versions }) => versions.at(-1)?.value.isDataExtractsEnabled === false)
      .map(({ id }) => id),
  );
  const open = book.accounts.filter(({ versions }) => !closed.has(versions.at(-1)?.value.providerAccountId ?? ''));
  return new Set(open.map(({ id }) => id));
};

/** Whether a record was deleted only because its owner was, in the same second. */
const takenAlong = <K extends string, V extends Readonly<Record<K, string>>, O>(
  { version }: Shown<V>,
  owners: readonly Entity<O>[],
  key: K,
): boolean => {
  const owner = version.deleted ? owners.find(({ id }) => id === version.value[key])?.versions.at(-1) : undefined;
  return owner?.deleted === true && owner.at === version.at;
};

const holdingsIn = (book: UserBook, window: ClosedWindow, switches: YodleeSwitches): readonly Shown<HoldingValue>[] => {
  const changed = visibleIn(book.holdings, window, switches.userDataIs);
  const gone = switches.holdingTombstones === 'true' ? changed.filter(({ version }) => version.deleted) : [];
  const there = changed.filter(({ version }) => !version.deleted);
  if (switches.holdings === 'delta') return [...there, ...gone];
  const accounts = new Set(changed.map(({ version }) => version.value.accountId));
  const ids = new Set(
    live(book.holdings)
      .filter(({ value }) => accounts.has(value.accountId))
      .map(({ id }) => id),
  );
  const whole = book.holdings.flatMap(({ id, versions }): readonly Shown<HoldingValue>[] => {
    const version = versions.at(-1);
    return ids.has(id) && version !== undefined ? [{ id, version }] : [];
  });
  return [...whole, ...gone];
};
