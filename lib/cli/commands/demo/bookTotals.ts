import type { RunningSandbox } from '../../../sandbox/index.js';
import { readBook, type SqlTransaction } from '../../../node/store/sqlite/index.js';

/** How many rows a book has. */
export interface BookTotals {
  readonly accounts: number;
  readonly transactions: number;
  readonly holdings: number;
}

/**
 * Counts the rows of the book.
 *
 * @param transaction to read in
 * @example
 * store.query(bookTotals).subscribe(({ accounts }) => console.log(accounts));
 */
export function bookTotals(transaction: SqlTransaction): BookTotals {
  const query = { tenant: 'default' };
  return {
    accounts: readBook.accounts(transaction, query).length,
    transactions: readBook.transactions(transaction, query).length,
    holdings: readBook.holdings(transaction, query).length,
  };
}

/**
 * Counts the rows that upstream has of users `user-1` to `user-n`.
 *
 * @param sandbox upstream
 * @param users how many
 * @example
 * trueTotals(sandbox, 1_000).accounts;
 */
export function trueTotals({ yodlee }: Pick<RunningSandbox, 'yodlee'>, users: number): BookTotals {
  let [accounts, transactions, holdings] = [0, 0, 0];
  for (let user = 1; user <= users; user += 1) {
    const book = yodlee.book(`user-${String(user)}`);
    accounts += book?.accounts.length ?? 0;
    transactions += book?.transactions.length ?? 0;
    holdings += book?.holdings.length ?? 0;
  }
  return { accounts, transactions, holdings };
}
