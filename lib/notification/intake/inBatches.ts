import { concat, concatMap, defer, finalize, mergeMap, type Observable, of, type OperatorFunction, tap } from 'rxjs';
import type { DecodedNotice } from '../../ports/NotificationApi.js';
import { Batcher, type NoticeBatch } from './NoticeBatch.js';
import type { Valve } from './Valve.js';

/** Batches that are with the store at the same time: one is written while the next is collected. */
export const BATCHES_AT_ONCE = 2;

/** Keeps one part of a body; the last part comes alone, when all others are kept. */
export type KeepBatch<T> = (batch: NoticeBatch) => Observable<T>;

/**
 * Collects groups into batches and keeps each, two at a time, then what is left.
 *
 * ```marble
 * source     -a-a-----|
 * keep       ---(k|)
 * inBatches  ----k-k-----(l|)
 * ```
 *
 * The last batch waits for the others, so that what it says of the whole is said when the rest is safe. While as many
 * are being kept as may be, the valve holds the source back. Memory: the batches at once, and what one chunk of the body
 * brings. Errors of both pass through.
 *
 * @param keep keeps a batch, and gives what became of it
 * @param valve holds the body back
 * @example
 * decoded.pipe(inBatches(concatMap(({ intents }) => inbox.put('default', intents, options)), new Valve(BATCHES_AT_ONCE, flow)));
 */
export function inBatches<T>(keep: OperatorFunction<NoticeBatch, T>, valve: Valve): OperatorFunction<DecodedNotice, T> {
  return (decoded) =>
    defer(() => {
      const batcher = new Batcher();
      const full = decoded.pipe(
        concatMap((notice) => batcher.add(notice)),
        tap(() => valve.enter()),
        mergeMap(
          (batch) =>
            of(batch).pipe(
              keep,
              finalize(() => valve.leave()),
            ),
          BATCHES_AT_ONCE,
        ),
      );
      return concat(
        full,
        defer(() => of(batcher.rest()).pipe(keep)),
      );
    });
}
