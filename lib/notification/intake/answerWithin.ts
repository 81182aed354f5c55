import { type MonoTypeOperatorFunction, type SchedulerLike, take, throwError, throwIfEmpty, timeout } from 'rxjs';
import { Refusal, type RefusalReason } from './Refusal.js';

/**
 * Takes the one answer that is due within a time.
 *
 * ```marble
 * source        -----a|
 * answerWithin  ---#  within 3 ms, as a Refusal
 * ```
 *
 * A source that ends without an answer has not answered either. Memory: one timer. Errors of the source pass through.
 *
 * @param ms how long. Unit: ms
 * @param late reason of the refusal when there is no answer in time
 * @param scheduler clock of the deadline
 * @example
 * inbox.put(tenant, intents, options).pipe(answerWithin(5_000, 'storeDeadline', asyncScheduler));
 */
export function answerWithin<T>(
  ms: number,
  late: RefusalReason,
  scheduler: SchedulerLike,
): MonoTypeOperatorFunction<T> {
  const refuse = (): Refusal => new Refusal(late);
  return (source) =>
    source.pipe(
      take(1),
      throwIfEmpty(refuse),
      timeout({ first: ms, scheduler, with: () => throwError(() => refuse()) }),
    );
}
