import type { Stretch } from './Lane.js';

/**
 * Cuts what `taken` covers out of stretches; what is left keeps everything else of where it came from.
 *
 * @param stretches disjoint or not
 * @param taken in any order
 * @example
 * cutOut([{ from: 0, until: 9 }], [{ from: 3, until: 5 }]); // 0 to 3, 5 to 9
 */
export function cutOut<T extends Stretch>(stretches: readonly T[], taken: readonly Stretch[]): readonly T[] {
  let left = stretches;
  for (const hole of taken) {
    if (left.some((stretch) => overlap(stretch, hole))) left = left.flatMap((stretch) => without(stretch, hole));
  }
  return left;
}

/**
 * Says whether two stretches share a second.
 *
 * @param one a stretch
 * @param other another
 * @example
 * overlap({ from: 0, until: 9 }, { from: 9, until: 10 }); // false
 */
export function overlap(one: Stretch, other: Stretch): boolean {
  return one.from < other.until && other.from < one.until;
}

/**
 * Cuts stretches in two where they span a moment: what lies before it, and what lies after.
 *
 * @param stretches what to cut
 * @param at the moment. Unit: s
 * @example
 * cutAt([{ from: 0, until: 9 }], 4).before; // [{ from: 0, until: 4 }]
 */
export function cutAt<T extends Stretch>(
  stretches: readonly T[],
  at: number,
): { readonly before: readonly T[]; readonly after: readonly T[] } {
  return {
    before: stretches.filter(({ from }) => from < at).map((one) => (one.until > at ? { ...one, until: at } : one)),
    after: stretches.filter(({ until }) => until > at).map((one) => (one.from < at ? { ...one, from: at } : one)),
  };
}

/**
 * Sorts stretches, oldest first.
 *
 * @param stretches in any order
 * @example
 * oldestFirst([{ from: 5, until: 9 }, { from: 0, until: 5 }])[0]?.from; // 0
 */
export function oldestFirst<T extends Stretch>(stretches: readonly T[]): readonly T[] {
  return [...stretches].sort((one, other) => one.from - other.from || one.until - other.until);
}

function without<T extends Stretch>(stretch: T, hole: Stretch): readonly T[] {
  if (!overlap(stretch, hole)) return [stretch];
  return [
    { ...stretch, until: hole.from },
    { ...stretch, from: hole.until },
  ].filter(({ from, until }) => from < until);
}
