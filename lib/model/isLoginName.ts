import type { LoginName } from './Identity.js';

const SHORTEST = 3;
const LONGEST = 150;

/**
 * Tells whether a value may be a login name: 3 to 150 characters, no space, no control character, well-formed.
 *
 * Source: client credentials page, SDK.
 *
 * @param value anything
 * @example
 * isLoginName('orgId:userId'); // true
 * isLoginName('a b c'); // false
 */
export function isLoginName(value: unknown): value is LoginName {
  if (typeof value !== 'string' || value.length < SHORTEST || value.length > LONGEST) return false;
  return !/[\s\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060\ufeff]/u.test(value);
}
