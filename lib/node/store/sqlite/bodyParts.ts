import type { Stretch } from '../../../store/rules/Lane.js';
import { corrupt } from './columns.js';

/**
 * Takes a part of a body for a list.
 *
 * Errors: throws StoreUnavailableError `corrupt` when it is none.
 *
 * @param value parsed
 * @example
 * const [fence] = listIn(body);
 */
export function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw corrupt();
}

/**
 * Takes a part of a body for a number.
 *
 * Errors: throws StoreUnavailableError `corrupt` when it is none.
 *
 * @param value parsed
 * @example
 * numberIn(fence); // 0
 */
export function numberIn(value: unknown): number {
  if (typeof value === 'number') return value;
  throw corrupt();
}

/**
 * Takes a part of a body for a text.
 *
 * Errors: throws StoreUnavailableError `corrupt` when it is none.
 *
 * @param value parsed
 * @example
 * textIn(digest); // '9f86d081'
 */
export function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  throw corrupt();
}

/**
 * Takes a part of a body for stretches, of which both ends stand one after the other in one list.
 *
 * Errors: throws StoreUnavailableError `corrupt` when it is no list of numbers, or an odd one.
 *
 * @param value parsed
 * @example
 * stretchesIn([0, 60, 90, 120])[1]; // { from: 90, until: 120 }
 */
export function stretchesIn(value: unknown): readonly Stretch[] {
  const ends = listIn(value);
  const stretches: Stretch[] = [];
  for (let at = 0; at < ends.length; at += 2) {
    stretches.push({ from: numberIn(ends[at]), until: numberIn(ends[at + 1]) });
  }
  return stretches;
}
