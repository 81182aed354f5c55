import type { Entropy } from '../ports/Entropy.js';

/**
 * Makes a source of chance that gives the same numbers for the same seed, so that a marble test with jitter in it passes
 * twice (mulberry32; not for secrets).
 *
 * Memory: one number.
 *
 * @param seed an integer
 * @example
 * const api = createOxlin({ baseUrl, tokens, http, scheduler, entropy: seededEntropy(7) });
 */
export function seededEntropy(seed: number): Entropy {
  let state = seed >>> 0;
  return {
    random: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}
