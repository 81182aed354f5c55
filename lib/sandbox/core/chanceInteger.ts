import { chance } from './chance.js';

/**
 * Draws an integer between two bounds, both included, by the rules of {@link chance}.
 *
 * @param seed the sandbox's seed
 * @param decision what is being decided
 * @param from smallest value
 * @param to largest value
 * @example
 * chanceInteger(1, ['rows', 'account 20001'], 2, 4); // 2, 3 or 4, always the same one
 */
export function chanceInteger(seed: number, decision: readonly (string | number)[], from: number, to: number): number {
  return from + Math.floor(chance(seed, decision) * (to - from + 1));
}
