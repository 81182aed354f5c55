import type { Entropy } from '../ports/Entropy.js';

const DIGITS = 24;

/**
 * Draws a new identity for a run: 24 hexadecimal digits.
 *
 * @param entropy where chance comes from
 * @example
 * newRunId({ random: () => 0 }); // '000000000000000000000000'
 */
export function newRunId(entropy: Entropy): string {
  return Array.from({ length: DIGITS }, () => Math.floor(entropy.random() * 16).toString(16)).join('');
}
