import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { map, type Observable, of } from 'rxjs';
import type { LoginName } from '../../aggregators/yodlee/index.js';
import { readBook, type SqliteStore } from '../../node/store/sqlite/index.js';
import { ConfigurationError } from '../settings/ConfigurationError.js';

/** Gives those users that are ours. */
export type KnownUsers = (tenant: string, userIds: readonly LoginName[]) => Observable<ReadonlySet<LoginName>>;

/**
 * Makes what `--known-users` says: `all`, those who have a book (`book`), or a file with one login name a line.
 *
 * `all` is the default: behind the secret path only upstream writes, and a name that upstream does not know costs one
 * read with the admin token, is set aside, and never gets a token of its own. A file is read again when it changes.
 * Errors: throws ConfigurationError for a file that cannot be read.
 *
 * @param given the value of the flag
 * @param folder from which a relative path starts
 * @param store whose book
 * @returns undefined when everybody is ours
 * @example
 * knownUsers('all', '.', store); // undefined
 */
export function knownUsers(given: string, folder: string, store: Pick<SqliteStore, 'query'>): KnownUsers | undefined {
  if (given === 'all') return undefined;
  if (given === 'book') {
    return (tenant, userIds) =>
      store
        .query((transaction) => readBook.users(transaction, { tenant, among: userIds }))
        .pipe(map((users) => new Set(users)));
  }
  const users = fileOfUsers(path.resolve(folder, given), given);
  users();
  return (_tenant, userIds) => {
    const ours = users();
    return of(new Set(userIds.filter((userId) => ours.has(userId))));
  };
}

/**
 * Reads login names from a file, one a line; empty lines and `#` comments are left out.
 *
 * Errors: what it gives throws ConfigurationError for a file that cannot be read.
 *
 * @param file absolute path
 * @param shown as the user calls it
 * @returns reads again when the file has changed
 * @example
 * fileOfUsers('/srv/users.txt', 'users.txt')(); // Set { 'ann' }
 */
export function fileOfUsers(file: string, shown: string): () => ReadonlySet<LoginName> {
  let readAt = NaN;
  let users: ReadonlySet<LoginName> = new Set();
  return () => {
    try {
      const { mtimeMs } = statSync(file);
      if (mtimeMs === readAt) return users;
      const lines = readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => line.trim());
      users = new Set(lines.filter((line) => line !== '' && !line.startsWith('#')));
      readAt = mtimeMs;
      return users;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error';
      throw new ConfigurationError(`--known-users ${shown}`, 'all, book, or a file that can be read', code);
    }
  };
}
