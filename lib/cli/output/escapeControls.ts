// Controls of ASCII and Latin-1, and the marks that turn the direction of writing: a terminal obeys them all.
const COMMANDS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * Makes text of a stranger harmless to a terminal: whatever could command it is written out.
 *
 * @param text anything
 * @example
 * escapeControls('a\u001b[2J'); // 'a\\u001b[2J'
 */
export function escapeControls(text: string): string {
  return text.replace(COMMANDS, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
