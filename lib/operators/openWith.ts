import {
  connect,
  defer,
  forkJoin,
  Observable,
  type OperatorFunction,
  startWith,
  switchMap,
  take,
  takeUntil,
  takeWhile,
  toArray,
} from 'rxjs';

/**
 * Opens with the first value and follows all of them, the first included; what comes while opening is held.
 *
 * ```marble
 * source   a-b-----c-|
 * open     ----(o|)
 * follow   ----(ab)c-|
 * ```
 *
 * Nothing is lost between opening and following, which matters when the source forgets what it has told. Memory:
 * O(values that come while opening). Errors of the source, of `open` and of `follow` pass through. Completes with
 * `follow`, or when the source completes without a value.
 *
 * @param open makes from the first value what the rest is followed with; emits once
 * @param follow turns what was opened and all values into the result
 * @example
 * of(2, 3, 4).pipe(openWith((first) => of(first), (factor, values) => values.pipe(map((value) => value * factor)))); // 4, 6, 8
 */
export function openWith<T, R, U>(
  open: (first: T) => Observable<R>,
  follow: (opened: R, values: Observable<T>) => Observable<U>,
): OperatorFunction<T, U> {
  return (source) =>
    new Observable((subscriber) =>
      source
        .pipe(
          // `connect` learns only afterwards that nobody listens any more to a source that emits at once.
          takeWhile(() => !subscriber.closed),
          connect((values) =>
            values.pipe(
              take(1),
              switchMap((first) =>
                whileOpening(
                  defer(() => open(first)),
                  values,
                ).pipe(switchMap(([opened, held]) => follow(opened, values.pipe(startWith(first, ...held))))),
              ),
            ),
          ),
        )
        .subscribe(subscriber),
    );
}

/** Gives what was opened together with the values that came in the meantime. */
function whileOpening<T, R>(opening: Observable<R>, values: Observable<T>): Observable<[R, T[]]> {
  return opening.pipe(
    take(1),
    connect((opened) => forkJoin([opened, values.pipe(takeUntil(opened), toArray())])),
  );
}
