import { SandboxOptionError } from '../SandboxOptionError.js';
import { SWITCHES, type SwitchDefinition, type SwitchName } from './SWITCHES.js';

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
  const values: Record<string, string> = {};
  for (const layer of given) {
    for (const [name, written] of Object.entries(layer)) {
      if (!isSwitchName(name)) throw new SandboxOptionError('switch', `one of ${NAMES.join(', ')}`, name);
      const definition: SwitchDefinition = SWITCHES[name];
      const value = String(written);
      if (typeof written === 'object' || !accepts(definition, value))
        throw new SandboxOptionError(`switch ${name}`, expectation(definition), written);
      values[name] = value;
    }
  }
  return withDefaults(values);
}

const NAMES = Object.keys(SWITCHES);

const isSwitchName = (name: string): name is SwitchName => Object.hasOwn(SWITCHES, name);

const accepts = (definition: SwitchDefinition, value: string): boolean =>
  definition.values.includes(value) ||
  (definition.accepts === 'number' && /^\d{1,9}$/.test(value)) ||
  (definition.accepts === 'positive' && /^[1-9]\d{0,8}$/.test(value)) ||
  (definition.accepts === 'name' && /^[A-Z][A-Z0-9_]{0,63}$/.test(value));

const expectation = ({ accepts: kind, values }: SwitchDefinition): string => {
  const list = values.join(', ');
  if (kind === 'number') return `a whole number ≥ 0, for example ${list}`;
  if (kind === 'positive') return `a whole number > 0, for example ${list}`;
  return kind === 'name' ? `an upper-case name, for example ${list}` : `one of ${list}`;
};

const withDefaults = (values: Readonly<Record<string, string>>): Switches => {
  const complete: Record<string, string> = {};
  for (const [name, { default: standard }] of Object.entries(SWITCHES)) complete[name] = values[name] ?? standard;
  if (!isComplete(complete)) throw new SandboxOptionError('switches', 'a value for every switch', complete);
  return complete;
};

const isComplete = (values: Readonly<Record<string, string>>): values is Switches =>
  NAMES.every((name) => name in values);
