import { type MonoTypeOperatorFunction, take, throwError, throwIfEmpty, timeout } from 'rxjs';
import { UpstreamTimeoutError } from '../errors/UpstreamTimeoutError.js';
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
 * Errors: those of the journal; `UpstreamTimeoutError` after 10 s without an answer, because nothing else would ever end
 * the sync; `EmptyError` when it ends without one. Memory: one timer, and none when the journal answers at once.
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
  const late = { with: () => throwError(() => new UpstreamTimeoutError(operation, PATIENCE_MS)) };
  return (answer) => answer.pipe(take(1), throwIfEmpty(), timeout({ first: PATIENCE_MS, scheduler, ...late }));
}
