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
  // Nearly all names are visible ASCII, and a big notification has a hundred thousand of them.
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code <= 0x20 || code >= 0x7f) return !UNFIT.test(value);
  }
  return true;
}

/** Spaces, controls, halves of characters, and what is not seen. */
const UNFIT = /[\s\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060\ufeff]/u;
