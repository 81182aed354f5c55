import { defer, merge, type MonoTypeOperatorFunction, type Observable, retry, take, tap, timer } from 'rxjs';

/** How to go on after an error. */
export interface Restarting {
  readonly onError: (error: unknown) => void;
  /** Emits when there is no use in going on. */
  readonly stopped: Observable<unknown>;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;

/**
 * Subscribes again after an error, with a pause that doubles from 1 s to 5 min, and is 1 s again once something was emitted:
 * what comes in meanwhile is kept.
 *
 * ```marble
 * source     -a-#
 * keepGoing  -a- 1s -a---
 * ```
 *
 * Memory: O(1). Errors: none; when stopped it goes on at once.
 *
 * @param restarting whom to tell, and when to stop waiting
 * @example
 * consumeNotifications(api, inbox, handler).pipe(keepGoing({ onError, stopped }));
 */
export function keepGoing<T>({ onError, stopped }: Restarting): MonoTypeOperatorFunction<T> {
  return (source) =>
    defer(() => {
      let pauseMs = FIRST_PAUSE_MS;
      return source.pipe(
        tap(() => {
          pauseMs = FIRST_PAUSE_MS;
        }),
        retry({
          delay: (error) => {
            onError(error);
            const pause = timer(pauseMs);
            pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
            return merge(pause, stopped).pipe(take(1));
          },
        }),
      );
    });
}
