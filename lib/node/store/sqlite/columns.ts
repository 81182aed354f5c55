import { StoreUnavailableError } from '../../../errors/StoreUnavailableError.js';
import type { SqlRow } from './SqlDriver.js';

/**
 * Reads a number from a row.
 *
 * Errors: throws StoreUnavailableError `corrupt` when something else is there.
 *
 * @param row as it came
 * @param column its name
 * @example
 * numberOf(row, 'id'); // 1
 */
export function numberOf(row: SqlRow | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  throw corrupt();
}

/**
 * Reads a number that may be absent from a row.
 *
 * @param row as it came
 * @param column its name
 * @example
 * maybeNumberOf(row, 'wake_at'); // undefined
 */
export function maybeNumberOf(row: SqlRow | undefined, column: string): number | undefined {
  const value = row?.[column];
  return value === null || value === undefined ? undefined : numberOf(row, column);
}

/**
 * Reads a text from a row.
 *
 * Errors: throws StoreUnavailableError `corrupt` when something else is there.
 *
 * @param row as it came
 * @param column its name
 * @example
 * textOf(row, 'tenant'); // 'default'
 */
export function textOf(row: SqlRow | undefined, column: string): string {
  const value = row?.[column];
  if (typeof value === 'string') return value;
  throw corrupt();
}

/**
 * Reads what a column holds as JSON.
 *
 * Errors: throws StoreUnavailableError `corrupt` when it is none.
 *
 * @param row as it came
 * @param column its name
 * @example
 * jsonOf(row, 'body'); // unknown
 */
export function jsonOf(row: SqlRow | undefined, column: string): unknown {
  try {
    const value: unknown = JSON.parse(textOf(row, column));
    return value;
  } catch {
    throw corrupt();
  }
}

/**
 * Says that what was read cannot have been written by this store.
 *
 * @example
 * throw corrupt();
 */
export function corrupt(): StoreUnavailableError {
  return new StoreUnavailableError('corrupt', 'read the store');
}
