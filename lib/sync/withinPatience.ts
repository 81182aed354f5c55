import { catchError, type MonoTypeOperatorFunction, take, throwError, throwIfEmpty, timeout } from 'rxjs';
import { isAggregationError } from '../errors/isAggregationError.js';
import { StoreUnavailableError } from '../errors/StoreUnavailableError.js';
import type { QueueApi } from '../ports/QueueApi.js';

/** Time that a journal is given for one answer; who waits for it holds back the updates. Unit: ms */
const PATIENCE_MS = 10_000;

/**
 * Waits for the one answer of the journal, but not for ever.
 *
 * ```marble
 * journal  --r
 * answer   --(r|)
 * ```
 *
 * Errors: those of millrace that the journal gives; else `StoreUnavailableError`: `unanswered` after 10 s without an
 * answer, because nothing else would ever end the sync, and when it ends without one; `io` for any other failure, which
 * is its `cause`. Memory: one timer, and none when the journal answers at once.
 *
 * @param user whose clock counts
 * @param operation what the journal is asked for, for the error
 * @example
 * user.journal.find(runId).pipe(withinPatience(user, 'read journal'));
 */
export function withinPatience<T>(
  { scheduler }: QueueApi,
  operation: 'read journal' | 'write journal',
): MonoTypeOperatorFunction<T> {
  const unanswered = (): StoreUnavailableError => new StoreUnavailableError('unanswered', operation);
  return (answer) =>
    answer.pipe(
      take(1),
      throwIfEmpty(unanswered),
      timeout({ first: PATIENCE_MS, scheduler, with: () => throwError(() => unanswered()) }),
      catchError((cause: unknown) => {
        if (isAggregationError(cause)) throw cause;
        throw new StoreUnavailableError('io', operation, { cause });
      }),
    );
}
