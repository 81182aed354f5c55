import { isLoopback } from './isLoopback.js';

/**
 * Tells whether a text is a URL to which secrets may be sent and which holds none: https, or http on loopback, without
 * user, query and fragment.
 *
 * @param text as typed
 * @example
 * isPlainUrl('https://api.oxlin.io/v2.1'); // true
 */
export function isPlainUrl(text: string): boolean {
  if (!URL.canParse(text) || /[?#]/.test(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  return `${username}${password}` === '' && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)));
}
