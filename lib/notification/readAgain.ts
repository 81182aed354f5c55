import type { MonoTypeOperatorFunction } from 'rxjs';
import { retryWithBackoff } from '../operators/retryWithBackoff.js';
import type { NotificationApi } from '../ports/NotificationApi.js';

/**
 * Repeats what failed for now until it succeeds: reconciliation has time, and nothing is lost meanwhile.
 *
 * ```marble
 * source     --#
 * readAgain  --------v|
 * ```
 *
 * Memory: one timer. Errors: what repeating does not mend.
 *
 * @param api whose clock and chance
 * @example
 * api.listChanges(window).pipe(readAgain(api));
 */
export function readAgain<T>({ scheduler, entropy, telemetry, tenant }: NotificationApi): MonoTypeOperatorFunction<T> {
  return retryWithBackoff({
    attempts: Infinity,
    baseMs: 1_000,
    capMs: 300_000,
    scheduler,
    entropy,
    onRetry: () => {
      telemetry.count('sweep_retries_total', 1, { tenant });
    },
  });
}
