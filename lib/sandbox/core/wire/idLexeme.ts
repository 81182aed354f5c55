import type { Settings } from '../OxlinState.js';
import type { Json } from './writeJson.js';

/**
 * Writes an id as the switch `numericIds` wants it: a string, or a number of all its digits.
 *
 * @param settings the sandbox's settings
 * @param id the id
 * @example
 * idLexeme(settings, '9007199254740993'); // '9007199254740993', or that number in the JSON text
 */
export function idLexeme(settings: Pick<Settings, 'switches'>, id: string): Json {
  return settings.switches.numericIds === 'true' && /^(0|[1-9]\d*)$/.test(id) ? { lexeme: id } : id;
}
