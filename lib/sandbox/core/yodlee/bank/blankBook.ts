import type { UserBook } from './records.js';

/**
 * Makes the book of a user to whom nothing has happened.
 *
 * @param index the user's number
 * @example
 * blankBook(0).accounts; // []
 */
export function blankBook(index: number): UserBook {
  return {
    index,
    bulks: 0,
    actions: 0,
    providerAccounts: [],
    accounts: [],
    transactions: [],
    holdings: [],
    counters: {},
  };
}
