import { resolveDefinitions } from '../../switches/resolveDefinitions.js';
import { YODLEE_SWITCHES, type YodleeSwitchName } from './YODLEE_SWITCHES.js';

/** A value for every switch of the notification service. */
export type YodleeSwitches = Readonly<Record<YodleeSwitchName, string>>;

/**
 * Fills in the defaults of all switches of the notification service and refuses names and values that mean nothing.
 *
 * @param given layers of values; a later layer wins over an earlier one
 * @example
 * resolveYodleeSwitches({ noticeDates: 'MM-dd' }).noticeDates; // 'MM-dd'
 */
export function resolveYodleeSwitches(
  ...given: readonly Readonly<Record<string, string | number | boolean>>[]
): YodleeSwitches {
  return resolveDefinitions(YODLEE_SWITCHES, given);
}
