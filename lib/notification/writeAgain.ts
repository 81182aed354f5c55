import type { MonoTypeOperatorFunction } from 'rxjs';
import { retryWithBackoff } from '../operators/retryWithBackoff.js';
import type { NotificationApi } from '../ports/NotificationApi.js';

/**
 * Repeats how an entry ended, when the store could not write it: cheaper than the same data once more.
 *
 * ```marble
 * write   --#
 * output  --  100 ms   --(w|)
 * ```
 *
 * Three repetitions, within 3 s. Memory: one timer. Errors: the last one.
 *
 * @param api whose clock and chance
 * @example
 * defer(() => inbox.ack(lease)).pipe(writeAgain(api));
 */
export function writeAgain<T>({
  scheduler,
  entropy,
}: Pick<NotificationApi, 'scheduler' | 'entropy'>): MonoTypeOperatorFunction<T> {
  return retryWithBackoff({ attempts: 3, baseMs: 100, capMs: 1_000, scheduler, entropy });
}
