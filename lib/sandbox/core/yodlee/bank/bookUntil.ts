import type { Entity, UserBook } from './records.js';

/**
 * Returns a book as it was at the end of a second: what changed later has not happened, and what began later is not
 * there.
 *
 * @param book the book
 * @param last the second. Unit: epoch seconds
 * @example
 * bookUntil(book, 0).accounts; // []
 */
export function bookUntil(book: UserBook, last: number): UserBook {
  const until = <V>(entities: readonly Entity<V>[]): readonly Entity<V>[] =>
    entities.flatMap(({ id, versions }) => {
      const past = versions.filter(({ at }) => at <= last);
      return past.length === 0 ? [] : [{ id, versions: past }];
    });
  return {
    ...book,
    providerAccounts: until(book.providerAccounts),
    accounts: until(book.accounts),
    transactions: until(book.transactions),
    holdings: until(book.holdings),
  };
}
