import type { BookContext } from './BookContext.js';
import { remove } from './entities.js';
import type { UserBook } from './records.js';

/**
 * Gives a book without a provider account, its accounts, and all that was theirs.
 *
 * @param book the user's book, which stays as it is
 * @param context when it happens
 * @param id the provider account
 * @example
 * deleteProviderAccount(book, context, '10000001');
 */
export function deleteProviderAccount(book: UserBook, { at }: Pick<BookContext, 'at'>, id: string): UserBook {
  const accounts = remove(book.accounts, ({ providerAccountId }) => providerAccountId === id, at);
  const gone = { ...book, accounts, providerAccounts: remove(book.providerAccounts, (_, one) => one === id, at) };
  return withoutOrphans(gone, at);
}

/**
 * Gives a book without an account and all that was its.
 *
 * @param book the user's book, which stays as it is
 * @param context when it happens
 * @param id the account
 * @example
 * deleteAccount(book, context, '1000000001');
 */
export function deleteAccount(book: UserBook, { at }: Pick<BookContext, 'at'>, id: string): UserBook {
  return withoutOrphans({ ...book, accounts: remove(book.accounts, (_, one) => one === id, at) }, at);
}

const withoutOrphans = (book: UserBook, at: number): UserBook => {
  const gone = new Set(book.accounts.filter(({ versions }) => versions.at(-1)?.deleted === true).map(({ id }) => id));
  return {
    ...book,
    transactions: remove(book.transactions, ({ accountId }) => gone.has(accountId), at),
    holdings: remove(book.holdings, ({ accountId }) => gone.has(accountId), at),
  };
};
