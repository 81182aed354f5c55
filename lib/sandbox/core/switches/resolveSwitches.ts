import { resolveDefinitions } from './resolveDefinitions.js';
import { SWITCHES, type SwitchName } from './SWITCHES.js';

/** A value for every switch. */
export type Switches = Readonly<Record<SwitchName, string>>;

/**
 * Fills in the defaults of all switches and refuses names and values that mean nothing.
 *
 * @param given layers of values; a later layer wins over an earlier one
 * @example
 * resolveSwitches({ typeIn: 'body' }).typeIn; // 'body'
 */
export function resolveSwitches(...given: readonly Readonly<Record<string, string | number | boolean>>[]): Switches {
  return resolveDefinitions(SWITCHES, given);
}
