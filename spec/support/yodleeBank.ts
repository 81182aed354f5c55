import { applyAction } from '../../lib/sandbox/core/yodlee/bank/applyAction.js';
import { blankBook } from '../../lib/sandbox/core/yodlee/bank/blankBook.js';
import type { BookContext } from '../../lib/sandbox/core/yodlee/bank/BookContext.js';
import { live } from '../../lib/sandbox/core/yodlee/bank/entities.js';
import type { UserBook } from '../../lib/sandbox/core/yodlee/bank/records.js';
import type { YodleeAction } from '../../lib/sandbox/core/yodlee/bank/YodleeAction.js';
import { resolveYodleeSwitches } from '../../lib/sandbox/core/yodlee/switches/resolveYodleeSwitches.js';

/** Where actions of specs take place: second 1000 and on. */
export const contextOf = (at = 1_000, switches: Readonly<Record<string, string>> = {}): BookContext => ({
  seed: 1,
  at,
  switches: resolveYodleeSwitches(switches),
  transactionsPerAdd: 3,
});

/** A book after actions, one every 100 seconds from second 1000. */
export const lived = (
  actions: readonly YodleeAction[],
  switches: Readonly<Record<string, string>> = {},
  index = 0,
): UserBook =>
  actions.reduce(
    (book, action, n) => applyAction(book, contextOf(1_000 + 100 * n, switches), { action, failing: false }),
    blankBook(index),
  );

/** How many records of each kind are there. */
export const sizes = (book: UserBook): readonly number[] => [
  live(book.providerAccounts).length,
  live(book.accounts).length,
  live(book.transactions).length,
  live(book.holdings).length,
];
