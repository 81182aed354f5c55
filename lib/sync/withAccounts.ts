import { catchError, concatMap, identity, map, type MonoTypeOperatorFunction, of } from 'rxjs';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import type { QueueApi } from '../ports/QueueApi.js';
import type { SyncPlan } from './requests.js';

/** Time that the reading is given; the caller waits for it. Unit: ms */
const READING_MS = 5_000;

/**
 * Reads the accounts for who asked for their list and was told none: an ALL sync was joined, or upstream announces no lists.
 *
 * ```marble
 * updates  -T---(O|)
 * accounts      -(a|)
 * output   -T----(P|)  P is O with accounts
 * ```
 *
 * They are those that upstream shows; which of them are new is not known. A reading that fails, or takes longer than 5 s,
 * leaves the outcome as it is. Memory: the accounts. Errors: those of its source. Completes with it.
 *
 * @param user whose accounts
 * @param plan what was asked for
 * @example
 * updates.pipe(withAccounts(user, plan));
 */
export function withAccounts(user: QueueApi, { type }: SyncPlan): MonoTypeOperatorFunction<SyncUpdate> {
  if (type === 'ALL') return identity;
  return concatMap((update) =>
    update.kind === 'outcome' && update.accounts === undefined && /^(succeeded|partial)$/.test(update.result)
      ? user.listAccounts(update.connectionId, { deadlineMs: READING_MS }).pipe(
          map((accounts) => ({ ...update, accounts })),
          catchError(() => of(update)),
        )
      : of(update),
  );
}
