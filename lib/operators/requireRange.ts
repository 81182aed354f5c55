import { InvalidOptionError } from '../errors/InvalidOptionError.js';

/** What a numeric option may be. */
export interface OptionRange {
  /** Least value allowed. */
  readonly min: number;
  /** Greatest value allowed. @defaultValue `Infinity` */
  readonly max?: number;
  /** What is counted, such as `ms`. */
  readonly unit: string;
}

/**
 * Refuses an option outside its range, at the call and by name; `NaN` is outside every range.
 *
 * Errors: throws `InvalidOptionError`.
 *
 * @param option name of the option, as the caller wrote it
 * @param value what was given
 * @param range both ends included
 * @example
 * requireRange('everyMs', 2_000, { min: 1, unit: 'ms' });
 */
export function requireRange(option: string, value: number, range: OptionRange): void {
  const { min, max = Infinity, unit } = range;
  if (value >= min && value <= max) return;
  const expected = max === Infinity ? `≥ ${String(min)} ${unit}` : `${String(min)} to ${String(max)} ${unit}`;
  throw new InvalidOptionError(option, value, expected);
}
