import { Observable, type OperatorFunction } from 'rxjs';

/**
 * Emits values that are there already, then whatever the source brings.
 *
 * ```marble
 * source      ----c-|
 * precededBy  (ab)c-|  values a b
 * ```
 *
 * The source is subscribed to after the last of the values. Costs later values nothing: the source speaks to the
 * subscriber itself. Memory: the values, which are the caller's. Errors and completion are the source's.
 *
 * @param values what comes first
 * @example
 * of(3).pipe(precededBy([1, 2])); // 1, 2, 3
 */
export function precededBy<T>(values: readonly T[]): OperatorFunction<T, T> {
  return (source) =>
    new Observable((subscriber) => {
      for (const value of values) {
        if (subscriber.closed) return;
        subscriber.next(value);
      }
      if (!subscriber.closed) source.subscribe(subscriber);
    });
}
