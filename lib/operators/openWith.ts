import {
  concatMap,
  connect,
  defer,
  EMPTY,
  map,
  Observable,
  of,
  type OperatorFunction,
  switchMap,
  take,
  takeWhile,
} from 'rxjs';

import { precededBy } from './precededBy.js';

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
          // eslint-disable-next-line rxjs-x/no-ignored-takewhile-value -- the subscriber tells whether to go on, not the value
          takeWhile(() => !subscriber.closed),
          concatMap((value, index): Observable<Step<T, R>> =>
            index === 0 ? opening(value, open) : of({ kind: 'later', value }),
          ),
          connect((steps) => {
            const later = steps.pipe(map(({ value }) => value));
            return steps.pipe(
              take(1),
              switchMap((step) =>
                step.kind === 'opened' ? follow(step.opened, later.pipe(precededBy([step.value]))) : EMPTY,
              ),
            );
          }),
        )
        .subscribe(subscriber),
    );
}

type Step<T, R> =
  { readonly kind: 'opened'; readonly value: T; readonly opened: R } | { readonly kind: 'later'; readonly value: T };

function opening<T, R>(value: T, open: (first: T) => Observable<R>): Observable<Step<T, R>> {
  return defer(() => open(value)).pipe(
    take(1),
    map((opened) => ({ kind: 'opened', value, opened })),
  );
}
