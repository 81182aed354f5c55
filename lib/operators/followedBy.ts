import { concat, defer, EMPTY, type Observable, type OperatorFunction, tap } from 'rxjs';

/**
 * Passes all values; when the source completes, goes on with what is made of the last one.
 *
 * ```marble
 * source      -a-b|
 * next            --(cd|)  made of b
 * followedBy  -a-b--(cd|)
 * ```
 *
 * Nothing is made of a source that completes without a value. Costs a value that is not the last next to nothing, where
 * a flattening operator would make an inner stream for each. Memory: the last value. Errors of both pass through.
 *
 * @param next makes the rest of the last value
 * @example
 * of(1, 2).pipe(followedBy((last) => of(last * 10))); // 1, 2, 20
 */
export function followedBy<T, U>(next: (last: T) => Observable<U>): OperatorFunction<T, T | U> {
  return (source) =>
    defer(() => {
      const passed: { last?: T } = {};
      return concat(
        source.pipe(tap((value) => (passed.last = value))),
        defer(() => ('last' in passed ? next(passed.last) : EMPTY)),
      );
    });
}
