import { InvalidOptionError } from '../../errors/InvalidOptionError.js';

/**
 * Throws unless an option is a port: the compiler says it too, but not to everybody.
 *
 * @param option its name
 * @param value what was given
 * @param method what the port can do
 * @example
 * requireMethod('http', http, 'request');
 */
export function requireMethod(option: string, value: unknown, method: string): void {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, method) : undefined;
  if (typeof found !== 'function') throw new InvalidOptionError(option, value, `an object with a method ${method}`);
}
