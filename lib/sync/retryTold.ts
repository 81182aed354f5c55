import type { MonoTypeOperatorFunction } from 'rxjs';
import { type RetryPolicy, retryWithBackoff } from '../operators/retryWithBackoff.js';
import type { SyncSession } from './SyncSession.js';
import { toRetrying } from './toRetrying.js';

/**
 * Repeats a call of a run with the run's back-off until its deadline, and tells each repetition.
 *
 * ```marble
 * call    -#
 * output  --#  repeated once without a pause, told through `notify`
 * ```
 *
 * Errors: the last failure. Memory: one timer.
 *
 * @param session the run's surroundings
 * @param operation what is repeated, in words
 * @param policy what differs from other calls. @defaultValue `retryAttempts` repetitions of what may succeed later
 * @example
 * user.listConnections().pipe(retryTold(session, 'read connection'));
 */
export function retryTold<T>(
  { user, settings, notify, timeLeftMs }: SyncSession,
  operation: string,
  policy: Partial<Pick<RetryPolicy, 'attempts' | 'isRetryable'>> = {},
): MonoTypeOperatorFunction<T> {
  return retryWithBackoff({
    attempts: settings.retryAttempts,
    baseMs: settings.retryBaseMs,
    capMs: settings.retryCapMs,
    deadlineMs: timeLeftMs(),
    scheduler: user.scheduler,
    entropy: user.entropy,
    onRetry: (notice) => {
      notify(toRetrying(operation, notice));
    },
    ...policy,
  });
}
