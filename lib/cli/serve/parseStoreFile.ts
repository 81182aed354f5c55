/** What the place of an inbox looks like, in words. */
export const STORE_EXPECTED = 'sqlite:FILE';

/**
 * Reads the path out of `sqlite:FILE`; undefined for anything else.
 *
 * @param text as typed
 * @example
 * parseStoreFile('sqlite:inbox.db'); // 'inbox.db'
 */
export function parseStoreFile(text: string): string | undefined {
  return /^sqlite:(?!:)(.+)$/.exec(text)?.[1];
}
