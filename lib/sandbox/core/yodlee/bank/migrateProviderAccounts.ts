import { addProviderAccount } from './addProviderAccount.js';
import type { BookContext } from './BookContext.js';
import { live, remove, revise } from './entities.js';
import { newIds } from './newIds.js';
import type { UserBook } from './records.js';

/**
 * Gives a book in which all provider accounts (two at least) were merged into a new one: the old ones are deleted and
 * point at it, their accounts live on under it with their ids. Source: OpenAPI `destinationProviderAccountId`.
 *
 * @param book the user's book, which stays as it is
 * @param context where and when it happens
 * @example
 * migrateProviderAccounts(book, context).providerAccounts.at(-1)?.id; // the one that is left
 */
export function migrateProviderAccounts(book: UserBook, context: BookContext): UserBook {
  const { at } = context;
  const two = live(book.providerAccounts).length < 2 ? addProviderAccount(book, context, false) : book;
  const sources = live(two.providerAccounts);
  const { book: numbered, ids } = newIds(two, context, { kind: 'providerAccount', count: 1 });
  const [target = ''] = ids;
  const [first] = sources;
  if (first === undefined) return book;
  const marked = new Map(
    sources.map(({ id, value }) => [
      id,
      { ...value, oauthMigrationStatus: 'MIGRATED', destinationProviderAccountId: target },
    ]),
  );
  const gone = remove(revise(two.providerAccounts, marked, at), (_, id) => marked.has(id), at);
  const merged = { ...first.value, createdAt: at, sourceProviderAccountIds: sources.map(({ id }) => id) };
  const moved = new Map(
    live(two.accounts).map(({ id, value }) => [
      id,
      { ...value, providerAccountId: target, sourceProviderAccountId: value.providerAccountId },
    ]),
  );
  const held = new Map(live(two.holdings).map(({ id, value }) => [id, { ...value, providerAccountId: target }]));
  return {
    ...numbered,
    providerAccounts: revise(gone, new Map([[target, merged]]), at),
    accounts: revise(two.accounts, moved, at),
    holdings: revise(two.holdings, held, at),
  };
}
