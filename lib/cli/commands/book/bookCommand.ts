import { concatMap, from, map } from 'rxjs';
import {
  type BookAccount,
  type BookQuery,
  type BookTransaction,
  readBook,
  type SqlTransaction,
} from '../../../node/store/sqlite/index.js';
import type { Command } from '../../Command.js';
import type { Host } from '../../Host.js';
import { mask } from '../../output/mask.js';
import { storeCommand, type StoreFlags, TENANT } from '../../yodlee/storeCommand.js';

/** Flags of `book`. */
export interface BookFlags extends StoreFlags {
  readonly userId?: string;
  readonly account?: string;
  readonly limit?: number;
}

/** Reads rows of the book. */
export type ReadRows<T> = (transaction: SqlTransaction, query: BookQuery) => readonly T[];

/**
 * Makes a command that prints rows of the book, one line each.
 *
 * @param host the world around
 * @param flags what the user typed
 * @param read which rows
 * @param describe one line for people
 * @example
 * bookCommand(host, flags, readBook.accounts, describeBookAccount).run.subscribe();
 */
export function bookCommand<T>(
  host: Host,
  flags: BookFlags,
  read: ReadRows<T>,
  describe: (row: T, showPii: boolean) => string,
): Command {
  const { userId, account, limit, showPii } = flags;
  const query = {
    tenant: TENANT,
    ...(userId !== undefined && { userId }),
    ...(account !== undefined && { accountId: account }),
    ...(limit !== undefined && { limit }),
  };
  return storeCommand(host, flags, {
    readOnly: true,
    lines: (store) =>
      store
        .query((transaction) => read(transaction, query))
        .pipe(
          concatMap((rows) => from(rows)),
          map((row) => ({ json: row, text: describe(row, showPii === true) })),
        ),
  });
}

/**
 * Lists accounts by user: `book accounts`.
 *
 * @param host the world around
 * @param flags what the user typed
 * @example
 * bookAccounts(host, { inbox: 'inbox.db' }).run.subscribe();
 */
export function bookAccounts(host: Host, flags: BookFlags): Command {
  return bookCommand(host, flags, readBook.accounts, describeBookAccount);
}

/**
 * Lists transactions by user, newest day first: `book transactions`.
 *
 * @param host the world around
 * @param flags what the user typed
 * @example
 * bookTransactions(host, { inbox: 'inbox.db' }).run.subscribe();
 */
export function bookTransactions(host: Host, flags: BookFlags): Command {
  return bookCommand(host, flags, readBook.transactions, describeBookTransaction);
}

/**
 * Writes an account of the book as a line for people.
 *
 * @param account the account
 * @param showPii whether personal data may be shown
 * @example
 * describeBookAccount(account, false); // '••••  1000000001  bank  ••••  12.5 USD'
 */
export function describeBookAccount(account: BookAccount, showPii: boolean): string {
  const { userId, id, container, name, status, balance, currency = '' } = account;
  const amount = balance === undefined ? undefined : `${balance} ${currency}`.trimEnd();
  return joined([personal(userId, showPii), id, container, personal(name, showPii), status, amount]);
}

/**
 * Writes a transaction of the book as a line for people.
 *
 * @param transaction the transaction
 * @param showPii whether personal data may be shown
 * @example
 * describeBookTransaction(transaction, false); // '2026-11-21  DEBIT 3.5 USD  ••••  POSTED  account 1000000001'
 */
export function describeBookTransaction(transaction: BookTransaction, showPii: boolean): string {
  const { date, amount, currency = '', baseType = '', description, status, accountId, userId } = transaction;
  const money = amount === undefined ? undefined : `${baseType} ${amount} ${currency}`.trim();
  const account = accountId === undefined ? undefined : `account ${accountId}`;
  return joined([date, money, personal(description, showPii), status, account, personal(userId, showPii)]);
}

function personal(text: string | undefined, showPii: boolean): string | undefined {
  return text === undefined || showPii ? text : mask(text);
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('  ');
}
