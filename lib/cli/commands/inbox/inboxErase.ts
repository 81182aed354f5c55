import { concatMap, count, map, type Observable, toArray } from 'rxjs';
import type { SqliteStore, SqlTransaction, SqlValue } from '../../../node/store/sqlite/index.js';
import type { Command } from '../../Command.js';
import type { Host } from '../../Host.js';
import { mask } from '../../output/mask.js';
import { type Line, storeCommand, type StoreFlags, TENANT } from '../../yodlee/storeCommand.js';

/** Flags of `inbox erase`. */
export interface EraseFlags extends StoreFlags {
  readonly yes?: boolean;
}

/**
 * Forgets a user in inbox, quarantine, journal and book; later notices do not bring the user back: `inbox erase`.
 *
 * Without `--yes` it only says what it would remove.
 *
 * @param host the world around
 * @param userId whom
 * @param flags what the user typed
 * @example
 * inboxErase(host, 'ann', { inbox: 'inbox.db', yes: true }).run.subscribe();
 */
export function inboxErase(host: Host, userId: string, flags: EraseFlags): Command {
  const shown = flags.showPii === true ? userId : mask(userId);
  if (flags.yes !== true) {
    return storeCommand(host, flags, {
      readOnly: true,
      lines: (store) =>
        holdings(store, userId).pipe(
          map((removes) => ({
            json: { kind: 'wouldErase', userId, removes },
            text: `would erase of ${shown}: ${listed(removes)}; --yes does it`,
          })),
        ),
    });
  }
  return storeCommand(host, flags, {
    readOnly: false,
    lines: ({ inbox }) =>
      inbox.erase(TENANT, userId).pipe(
        map((removed): Line => ({
          json: { kind: 'erased', userId, removed },
          text: `erased of ${shown}: ${listed(removed)}`,
        })),
      ),
  });
}

function holdings({ inbox, ...store }: SqliteStore, userId: string): Observable<Readonly<Record<string, number>>> {
  const owner = { tenant: TENANT, userId };
  return inbox.list(owner).pipe(
    count(),
    concatMap((entries) =>
      inbox.listQuarantined(TENANT).pipe(
        toArray(),
        map((notices) => ({ entries, quarantined: notices.filter((notice) => notice.userId === userId).length })),
      ),
    ),
    concatMap((counts) => store.query((transaction) => ({ ...counts, ...rowsOf(transaction, userId) }))),
  );
}

/** Tables whose rows name their owner, by the keys under which an erasure reports them. */
const OWNED = ['book_provider_accounts', 'book_merges', 'book_accounts', 'book_transactions', 'book_holdings'] as const;

function rowsOf(transaction: SqlTransaction, userId: string): Readonly<Record<string, number>> {
  const counted = (table: string, where: string, ...parameters: readonly SqlValue[]): number =>
    Number(transaction.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).get(...parameters)?.['n'] ?? 0);
  const runs = counted('runs', 'tenant = ? AND user = ?', TENANT, userId);
  const owner = transaction.prepare('SELECT id FROM book_users WHERE tenant = ? AND user = ?').get(TENANT, userId);
  if (owner === undefined) return { runs };
  const id = owner['id'] ?? null;
  const rows = OWNED.map((table) => [table, counted(table, 'owner = ?', id)] as const);
  return { runs, ...Object.fromEntries(rows), book_users: 1 };
}

function listed(counts: Readonly<Record<string, number>>): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return some.length === 0 ? 'nothing' : some.map(([name, count]) => `${name} ${String(count)}`).join(', ');
}
