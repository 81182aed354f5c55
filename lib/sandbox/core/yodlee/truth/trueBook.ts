import { bookOf } from '../bank/bookOf.js';
import { live } from '../bank/entities.js';
import { loginNameOf } from '../bank/loginNames.js';
import { wireIdOf } from '../bank/newTransactions.js';
import type { Entity, UserBook } from '../bank/records.js';
import { decimalOf } from '../wire/moneyJson.js';
import { isoSecond } from '../wire/dates.js';
import type { YodleeState } from '../YodleeState.js';

/** A row of a true book: ids and amounts as text, dates as ISO 8601; what does not exist is left out. */
export type TrueRow = Readonly<Record<string, string | boolean>>;

/** What upstream knows of a user, as four tables, each in the order of ids; deleted records are not in it. */
export interface TrueBook {
  readonly user: string;
  /** `id providerId status lastUpdated`, and `isDataExtractsEnabled` where it is off. */
  readonly providerAccounts: readonly TrueRow[];
  /** `id container providerAccountId name nickname? status balance currency lastUpdated` */
  readonly accounts: readonly TrueRow[];
  /** `id container accountId status baseType amount currency date description categoryId memo? lastUpdated` */
  readonly transactions: readonly TrueRow[];
  /** `id accountId symbol description quantity value currency lastUpdated` */
  readonly holdings: readonly TrueRow[];
}

/**
 * Tells what is in a user's book as things stand: what a client must have in the end.
 *
 * @param state the service
 * @param index the user's number
 * @example
 * trueBook(state, 0).transactions.length;
 */
export function trueBook(state: YodleeState, index: number): TrueBook {
  const book = bookOf(state, index);
  return { user: loginNameOf(state, index), ...tablesOf(book) };
}

const tablesOf = (book: UserBook): Omit<TrueBook, 'user'> => ({
  providerAccounts: rows(book.providerAccounts, (value) => ({
    providerId: String(value.providerId),
    status: value.status,
    isDataExtractsEnabled: value.isDataExtractsEnabled ? undefined : false,
  })),
  accounts: rows(book.accounts, (value) => ({
    container: value.container,
    providerAccountId: value.providerAccountId,
    name: value.name,
    nickname: value.nickname,
    status: value.status,
    balance: decimalOf(value.cents),
    currency: 'USD',
  })),
  transactions: rows(book.transactions, (value) => ({
    container: value.container,
    accountId: value.accountId,
    status: value.status,
    baseType: value.baseType,
    amount: decimalOf(value.cents),
    currency: 'USD',
    date: value.date,
    description: value.description,
    categoryId: String(value.categoryId),
    memo: value.memo,
  }))
    .map(({ id = '', ...row }) => ({ id: wireIdOf(String(id)), ...row }))
    .sort(byId),
  holdings: rows(book.holdings, (value) => ({
    accountId: value.accountId,
    symbol: value.symbol,
    description: value.description,
    quantity: String(value.quantity),
    value: decimalOf(value.priceCents * value.quantity),
    currency: 'USD',
  })),
});

const rows = <V>(
  entities: readonly Entity<V>[],
  columns: (value: V) => Readonly<Record<string, string | boolean | undefined>>,
): readonly TrueRow[] =>
  live(entities)
    .map(({ id, value, at }) => {
      const filled = Object.entries<string | boolean | undefined>({
        id,
        ...columns(value),
        lastUpdated: isoSecond(at),
      });
      return Object.fromEntries(filled.filter((cell): cell is [string, string | boolean] => cell[1] !== undefined));
    })
    .sort(byId);

/** Ids are numbers: a longer one is greater. */
const byId = (a: TrueRow, b: TrueRow): number =>
  order(String(a['id']), String(b['id'])) || order(String(a['container']), String(b['container']));

const order = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
