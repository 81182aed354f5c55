import { SandboxOptionError } from './core/SandboxOptionError.js';
import { SWITCHES } from './core/switches/SWITCHES.js';
import { YODLEE_SWITCHES } from './core/yodlee/switches/YODLEE_SWITCHES.js';

/** Values of switches for each of the two services. */
export interface SplitSwitches {
  readonly oxlin: Readonly<Record<string, string | number | boolean>>;
  readonly yodlee: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Hands every switch to the service that has it, and refuses one that neither has.
 *
 * @param given values by name
 * @example
 * splitSwitches({ typeIn: 'body', linkForm: 'rfc' }).yodlee; // { linkForm: 'rfc' }
 */
export function splitSwitches(given: Readonly<Record<string, string | number | boolean>>): SplitSwitches {
  const unknown = Object.keys(given).find(
    (name) => !Object.hasOwn(SWITCHES, name) && !Object.hasOwn(YODLEE_SWITCHES, name),
  );
  if (unknown !== undefined) {
    const names = [...Object.keys(SWITCHES), ...Object.keys(YODLEE_SWITCHES)];
    throw new SandboxOptionError('switch', `one of ${names.join(', ')}`, unknown);
  }
  const only = (known: object) =>
    Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(known, name)));
  return { oxlin: only(SWITCHES), yodlee: only(YODLEE_SWITCHES) };
}
