/** Deepest nesting that is handed on. Unit: levels */
export const MOST_LEVELS = 32;

/** Longest text of one field. Unit: UTF-16 code units */
export const MOST_TEXT = 65_536;

/**
 * Tells whether a parsed value may be kept or written again: at most 32 levels deep, no text over 64 Ki characters.
 *
 * JSON.parse takes any depth, JSON.stringify does not: it runs out of stack.
 *
 * @param value what JSON.parse gave
 * @param levels levels that are allowed below
 * @example
 * isModest({ a: [1, 2] }); // true
 */
export function isModest(value: unknown, levels = MOST_LEVELS): boolean {
  if (typeof value === 'string') return value.length <= MOST_TEXT;
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  const below = levels - 1;
  return Object.entries(value).every(([key, member]) => key.length <= MOST_TEXT && isModest(member, below));
}
