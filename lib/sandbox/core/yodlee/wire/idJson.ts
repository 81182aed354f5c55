import type { Json } from '../../wire/writeJson.js';

/**
 * Writes an id as the API does: a number, with all its digits.
 *
 * @param id the id
 * @example
 * writeJson(idJson('9007199254740993')); // 9007199254740993
 */
export function idJson(id: string): Json {
  return { lexeme: id };
}
