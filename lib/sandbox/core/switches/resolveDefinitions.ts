import { SandboxOptionError } from '../SandboxOptionError.js';
import type { SwitchDefinition } from './SwitchDefinition.js';

/**
 * Gives every switch a value, the default where none is given, and refuses names and values that mean nothing.
 *
 * @param definitions the switches there are
 * @param given layers of values; a later layer wins over an earlier one
 * @example
 * resolveDefinitions(SWITCHES, [{ typeIn: 'body' }]).typeIn; // 'body'
 */
export function resolveDefinitions<Name extends string>(
  definitions: Readonly<Record<Name, SwitchDefinition>>,
  given: readonly Readonly<Record<string, string | number | boolean>>[],
): Readonly<Record<Name, string>> {
  const known = new Map<string, SwitchDefinition>(Object.entries(definitions));
  const values = new Map([...known].map(([name, { default: standard }]): [string, string] => [name, standard]));
  for (const [name, written] of given.flatMap((layer) => Object.entries(layer))) {
    const value = String(written);
    const definition = known.get(name);
    if (definition === undefined)
      throw new SandboxOptionError('switch', `one of ${[...known.keys()].join(', ')}`, name);
    if (typeof written === 'object' || !accepts(definition, value))
      throw new SandboxOptionError(`switch ${name}`, expectation(definition), written);
    values.set(name, value);
  }
  const complete = Object.fromEntries(values);
  if (!isComplete(complete, definitions))
    throw new SandboxOptionError('switches', 'a value for every switch', complete);
  return complete;
}

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

const isComplete = <Name extends string>(
  values: Readonly<Record<string, string>>,
  definitions: Readonly<Record<Name, SwitchDefinition>>,
): values is Readonly<Record<Name, string>> => Object.keys(definitions).every((name) => name in values);
