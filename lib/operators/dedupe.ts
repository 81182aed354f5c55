import { defer, map, type OperatorFunction } from 'rxjs';
import { KeyMemory } from './KeyMemory.js';

/** How values are told apart, and what was met before. */
export interface DedupeOptions<T> {
  /** Identity within the queue; compared as a string. */
  readonly keyOf: (value: T) => string | number;
  /** What two values of one key share unless the queue gave the key away anew. */
  readonly fingerprintOf: (value: T) => string | number;
  /** What changes when a value is revised; without it no revision is noticed. */
  readonly revisionOf?: (value: T) => string | number;
  /** Keys of the read before the first, oldest first; taken anew by each subscription. */
  readonly seen?: Iterable<string>;
}

/** What one read of the queue brought. */
export interface DedupedRead<T> {
  /** Values not met before, in the order of the queue. */
  readonly fresh: readonly T[];
  /** How many values were met before and are left out. Unit: values */
  readonly duplicates: number;
  /** How many of the duplicates differ from when they were last met; the first version stands. Unit: values */
  readonly revised: number;
  /**
   * `truncated`: the newest value of the read before is gone although the queue resends what it holds.
   * `idReused`: a key came back with another fingerprint.
   */
  readonly gap?: 'truncated' | 'idReused';
}

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
  return (source) =>
    defer(() => {
      const memory = new KeyMemory(options.seen);
      return source.pipe(map((values) => takeIn(memory, values, options)));
    });
}

const NOTHING: readonly never[] = Object.freeze([]);

function takeIn<T>(memory: KeyMemory, values: readonly T[], options: DedupeOptions<T>): DedupedRead<T> {
  const { keyOf, fingerprintOf, revisionOf } = options;
  let fresh: T[] | undefined;
  let duplicates = 0;
  memory.beginRead();
  for (const value of values) {
    const isNew = memory.meet(String(keyOf(value)), fingerprintOf(value), revisionOf?.(value));
    if (isNew) (fresh ??= []).push(value);
    else duplicates += 1;
  }
  const { revised, gap } = memory.endRead();
  const read = { fresh: fresh ?? NOTHING, duplicates, revised };
  return gap === undefined ? read : { ...read, gap };
}
