import { type MonoTypeOperatorFunction, Observable, type Subscriber } from 'rxjs';
import type { FastLoopFuse } from './createFastLoopFuse.js';
import { handOver } from './handOver.js';
import { Stage } from './Stage.js';

/** What is watched, and what counts as getting somewhere. */
export interface FastLoopWatch<T> {
  /** Requests of one key count together. */
  readonly key: string;
  /** What is requested, in words without identifiers, for the error. */
  readonly operation: string;
  /** Time in which the fuse's number of requests is forgiven. Unit: ms, ≥ 1 */
  readonly withinMs: number;
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
 * Those that are subscribed at the same time are no loop. Values, errors and completion pass unchanged. Errors with `FastLoopError` from the fuse, and with what `isProgress`
 * throws. Memory: O(1) beside the fuse.
 *
 * @param fuse shared by all who might loop
 * @param watch key and judge of progress
 * @example
 * read.pipe(fastLoopFuse(fuse, { key: 'queue 7', operation: 'read queue', withinMs: 2_000, isProgress: (page) => page.events.length > 0 }));
 */
export function fastLoopFuse<T>(fuse: FastLoopFuse, watch: FastLoopWatch<T>): MonoTypeOperatorFunction<T> {
  return (source) => {
    const watched = new Observable<T>((subscriber) => source.subscribe(new Watching(fuse, watch, subscriber)));
    return fuse.request(watch.key, watch.operation, watch.withinMs).pipe(handOver(() => watched));
  };
}

class Watching<T> extends Stage<T, T> {
  constructor(
    private readonly fuse: FastLoopFuse,
    private readonly watch: FastLoopWatch<T>,
    destination: Subscriber<T>,
  ) {
    super(destination);
    fuse.begin?.(watch.key);
  }

  override unsubscribe(): void {
    if (!this.closed) this.fuse.end?.(this.watch.key);
    super.unsubscribe();
  }

  protected take(value: T): void {
    if (this.watch.isProgress(value)) this.fuse.progress(this.watch.key);
    this.destination.next(value);
  }
}
