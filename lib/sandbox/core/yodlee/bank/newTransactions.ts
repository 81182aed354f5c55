import { chance } from '../../chance.js';
import { chanceInteger } from '../../chanceInteger.js';
import { isoDay } from '../wire/dates.js';
import type { BookContext } from './BookContext.js';
import { revise } from './entities.js';
import { newIds } from './newIds.js';
import type { Container, TransactionValue, UserBook } from './records.js';

const KINDS = [
  ['GROCERY STORE', 'DEBIT', 20, 'Groceries', 350, 18_900],
  ['CITY TRANSIT', 'DEBIT', 2, 'Automotive/Fuel', 150, 900],
  ['RENT', 'DEBIT', 21, 'Rent', 62_000, 145_000],
  ['SALARY', 'CREDIT', 29, 'Salary/Regular Income', 180_000, 420_000],
  ['CASH BACK', 'CREDIT', 227, 'Rewards', 100, 2_500],
] as const;

/**
 * Gives a book with new transactions on one account, the same for the same seed and history.
 *
 * @param book the user's book, which stays as it is
 * @param context where and when it happens
 * @param on the account, how many, and whether the newest is pending
 * @example
 * newTransactions(book, context, { accountId: '1000000001', container: 'bank', count: 3, pending: false }).transactions.length;
 */
export function newTransactions(
  book: UserBook,
  context: BookContext,
  on: { readonly accountId: string; readonly container: Container; readonly count: number; readonly pending: boolean },
): UserBook {
  const { accountId, container, count } = on;
  const { book: numbered, ids } = newIds(book, context, { kind: 'transaction', container, count });
  const made = new Map(
    ids.map((id, n): [string, TransactionValue] => {
      const key = ['transaction', book.index, container, id];
      const [description, baseType, categoryId, category, from, to] =
        KINDS[chanceInteger(context.seed, key, 0, KINDS.length - 1)] ?? KINDS[0];
      const cents = Math.round(from + (to - from) * chance(context.seed, [...key, 'amount']));
      const status = on.pending && n === count - 1 ? 'PENDING' : 'POSTED';
      const date = isoDay(context.at - (count - 1 - n) * 3_600);
      return [
        keyOf(container, id),
        { accountId, container, status, baseType, cents, date, description, categoryId, category },
      ];
    }),
  );
  return { ...numbered, transactions: revise(numbered.transactions, made, context.at) };
}

/**
 * Names a transaction within its book: its id alone is not unique.
 *
 * @param container of the transaction
 * @param id of the transaction
 * @example
 * keyOf('bank', '1000001'); // 'bank:1000001'
 */
export function keyOf(container: Container, id: string): string {
  return `${container}:${id}`;
}

/**
 * Gives the id that a transaction has on the wire.
 *
 * @param key its name within its book
 * @example
 * wireIdOf('bank:1000001'); // '1000001'
 */
export function wireIdOf(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}
