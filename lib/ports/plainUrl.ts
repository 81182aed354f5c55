/**
 * Reads a URL that stands for a place and nothing else: absolute, without credentials, query and fragment; undefined for
 * any other.
 *
 * @param given what the caller wrote
 * @example
 * plainUrl('https://api.oxlin.io/v2.1')?.origin; // 'https://api.oxlin.io'
 */
export function plainUrl(given: string): URL | undefined {
  try {
    const url = new URL(given);
    // An empty query leaves no trace in the parsed URL.
    return url.username === '' && url.password === '' && !/[?#]/.test(given) ? url : undefined;
  } catch {
    return undefined;
  }
}
