import { catchError, concat, concatMap, defer, map, type Observable, of, toArray } from 'rxjs';
import { isAggregationError } from '../../index.js';
import { toChanges, type YodleeApi } from '../../aggregators/yodlee/index.js';
import { type SqliteStore, writeSnapshot } from '../../node/store/sqlite/index.js';

/** What became of one user. */
export type BackfillUpdate =
  | { readonly kind: 'backfilled'; readonly userId: string; readonly changes: number; readonly removed: number }
  | { readonly kind: 'erased'; readonly userId: string }
  | { readonly kind: 'failed'; readonly userId: string; readonly cause: string };

/** The cause of a user of whom upstream knows nothing. */
export const UNKNOWN_USER = 'upstream knows no such user';

const DAY_MS = 86_400_000;

/**
 * Reads everything that upstream knows of a user, and makes the book equal to it; never errors.
 *
 * What upstream no longer has is deleted; transactions before the first day stay as they are. Of a user who was erased
 * from the store nothing is written.
 *
 * @param api whose users
 * @param store whose book
 * @param which the user, and how many days of transactions
 * @example
 * backfillUser(api, store, { userId: 'ann', days: 731 }).subscribe(({ kind }) => console.log(kind));
 */
export function backfillUser(
  api: YodleeApi,
  store: SqliteStore,
  { userId, days }: { readonly userId: string; readonly days: number },
): Observable<BackfillUpdate> {
  return defer(() => {
    const readAt = api.upstreamNow();
    const from = new Date(readAt.getTime() - days * DAY_MS);
    const user = api.forUser(userId);
    const pages = concat(user.providerAccounts(), user.accounts(), user.transactions({ from }), user.holdings());
    return pages.pipe(
      toArray(),
      concatMap((all) => {
        const transactionsFrom = from.toISOString().slice(0, 10);
        const snapshot = { tenant: api.tenant, userId, readAt, transactionsFrom, changes: toChanges(all) };
        return store.transact((transaction) => writeSnapshot(transaction, snapshot));
      }),
      map(({ erased, ...counts }): BackfillUpdate =>
        erased ? { kind: 'erased', userId } : { kind: 'backfilled', userId, ...counts },
      ),
    );
  }).pipe(catchError((error: unknown) => of<BackfillUpdate>({ kind: 'failed', userId, cause: causeOf(error) })));
}

function causeOf(error: unknown): string {
  if (isAggregationError(error)) {
    return error.name === 'InvalidOptionError' && error.option === 'knownUser' ? UNKNOWN_USER : error.name;
  }
  return error instanceof Error ? error.name : 'unexpected';
}
