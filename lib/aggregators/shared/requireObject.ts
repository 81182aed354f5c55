import { InvalidOptionError } from '../../errors/InvalidOptionError.js';

/**
 * Throws unless an option is a group of settings, or `false` where that turns them off.
 *
 * @param option its name
 * @param value what was given
 * @param off that it may be turned off
 * @example
 * requireObject('rateLimit', rateLimit, false);
 */
export function requireObject(option: string, value: unknown, off?: false): void {
  if ((typeof value === 'object' && value !== null) || (off !== undefined && value === off)) return;
  throw new InvalidOptionError(option, value, off === undefined ? 'an object' : 'an object, or false');
}
