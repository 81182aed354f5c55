import { defer, map, type OperatorFunction } from 'rxjs';
import { type DedupedRead, type DedupeOptions, readDeduper } from './readDeduper.js';

export type { DedupedRead, DedupeOptions } from './readDeduper.js';

/**
 * Keeps of each full read of a queue only what no earlier read, nor the read itself, has brought.
 *
 * ```marble
 * source   -a---b---c-|  a = 1 2, b = 1 2 3, c = 3 3 4
 * dedupe   -x---y---z-|  fresh: x = 1 2, y = 3, z = 4
 * ```
 *
 * Right for queues that resend what was read and for those that do not; takes no order of keys for granted, but expects
 * the newest value last. Keeps order, adds no delay. Memory: the keys of the last two reads that were not empty (`seen`
 * counts as one). A queue that loses its oldest values keeps its promise; one that loses its newest has a `gap`. Errors:
 * whatever the callbacks throw. Completes with its source.
 *
 * @param options identity, fingerprint and initial memory
 * @example
 * reads.pipe(dedupe({ keyOf: ({ id }) => id, fingerprintOf: ({ type }) => type }));
 */
export function dedupe<T>(options: DedupeOptions<T>): OperatorFunction<readonly T[], DedupedRead<T>> {
  return (source) => defer(() => source.pipe(map(readDeduper(options))));
}
