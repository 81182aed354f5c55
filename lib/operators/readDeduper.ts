import { KeyMemory } from './KeyMemory.js';

/** How values are told apart, and what was met before. */
export interface DedupeOptions<T> {
  /** Identity within the queue; compared as a string. */
  readonly keyOf: (value: T) => string | number;
  /** What two values of one key share unless the queue gave the key away anew. */
  readonly fingerprintOf: (value: T) => string | number;
  /** A second part of the fingerprint, such as a date, so that nobody has to make one text of both. */
  readonly stampOf?: (value: T) => string | number;
  /** Keys of the read before the first, oldest first; taken anew by each subscription. */
  readonly seen?: Iterable<string>;
}

/** What one read of the queue brought. */
export interface DedupedRead<T> {
  /** Values not met before, in the order of the queue. */
  readonly fresh: readonly T[];
  /** How many values were met before and are left out. Unit: values */
  readonly duplicates: number;
  /**
   * `truncated`: the newest value of the read before is gone although the queue resends what it holds.
   * `idReused`: a key came back with another fingerprint.
   */
  readonly gap?: 'truncated' | 'idReused';
}

/**
 * Makes a function that keeps of each full read of a queue only what no earlier read, nor the read itself, has brought:
 * `dedupe` for whoever has the reads in hand already.
 *
 * Memory: the keys of the last two reads that were not empty. Errors: whatever the callbacks throw.
 *
 * @param options identity, fingerprint and initial memory
 * @example
 * const freshIn = readDeduper<{ id: string }>({ keyOf: ({ id }) => id, fingerprintOf: () => '' });
 * freshIn([{ id: '1' }]).fresh; // [{ id: '1' }], and none the next time
 */
export function readDeduper<T>(options: DedupeOptions<T>): (values: readonly T[]) => DedupedRead<T> {
  const memory = new KeyMemory(options.seen);
  return (values) => takeIn(memory, values, options);
}

function takeIn<T>(memory: KeyMemory, values: readonly T[], options: DedupeOptions<T>): DedupedRead<T> {
  const { keyOf, fingerprintOf, stampOf } = options;
  // A read in which all is new is handed on as it is.
  let fresh: T[] | undefined;
  let met = 0;
  memory.beginRead();
  for (const value of values) {
    if (!memory.meet(String(keyOf(value)), fingerprintOf(value), stampOf?.(value))) fresh ??= values.slice(0, met);
    else fresh?.push(value);
    met += 1;
  }
  const gap = memory.endRead();
  const read = { fresh: fresh ?? values, duplicates: fresh === undefined ? 0 : met - fresh.length };
  return gap === undefined ? read : { ...read, gap };
}
