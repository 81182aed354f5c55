/**
 * Writes a time as upstream wants it: UTC, to the second, without milliseconds.
 *
 * Source: SDK `DataExtractsApi`.
 *
 * @param at any time
 * @example
 * wireTime(new Date(0)); // '1970-01-01T00:00:00Z'
 */
export function wireTime(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/**
 * Writes a day as upstream wants it: `YYYY-MM-DD`, UTC.
 *
 * @param at any time
 * @example
 * wireDay(new Date(0)); // '1970-01-01'
 */
export function wireDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}
