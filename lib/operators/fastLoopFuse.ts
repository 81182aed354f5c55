import { concatMap, type MonoTypeOperatorFunction, tap } from 'rxjs';
import type { FastLoopFuse } from './createFastLoopFuse.js';

/** What is watched, and what counts as getting somewhere. */
export interface FastLoopWatch<T> {
  /** What is requested, in words without identifiers; requests of one key count together and it is named in the error. */
  readonly key: string;
  /** Whether a value is progress. */
  readonly isProgress: (value: T) => boolean;
}

/**
 * Slows, then fails subscriptions that follow each other quickly without any value that is progress.
 *
 * ```marble
 * source        (a|)
 * fastLoopFuse  (aa)-(a|)  subscribed 3 times in a row, 2 allowed, 5 ms slow
 * ```
 *
 * Values, errors and completion pass unchanged. Errors with `FastLoopError` from the fuse, and with what `isProgress`
 * throws. Memory: O(1) beside the fuse.
 *
 * @param fuse shared by all who might loop
 * @param watch key and judge of progress
 * @example
 * read.pipe(fastLoopFuse(fuse, { key: 'read queue', isProgress: (page) => page.events.length > 0 }));
 */
export function fastLoopFuse<T>(fuse: FastLoopFuse, watch: FastLoopWatch<T>): MonoTypeOperatorFunction<T> {
  return (source) =>
    fuse.request(watch.key).pipe(
      concatMap(() => source),
      tap((value) => {
        if (watch.isProgress(value)) fuse.progress(watch.key);
      }),
    );
}
