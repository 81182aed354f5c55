import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { fieldOf } from '../../ports/fieldOf.js';

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
  if (typeof value === 'object' && typeof fieldOf(value, method) === 'function') return;
  throw new InvalidOptionError(option, value, `an object with a method ${method}`);
}
