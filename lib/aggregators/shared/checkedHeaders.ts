import { InvalidOptionError } from '../../errors/InvalidOptionError.js';

/**
 * Checks headers for every call, and writes their names in lower case. A value is never shown, it may be a secret.
 *
 * Errors: throws InvalidOptionError.
 *
 * @param headers as the caller wrote them
 * @param own names that are not the caller's, in lower case
 * @param expected which names are, for the error
 * @example
 * checkedHeaders({ Locale: 'fr_FR' }, new Set(['authorization']), 'names of headers other than authorization');
 */
export function checkedHeaders(
  headers: Readonly<Record<string, string>>,
  own: ReadonlySet<string>,
  expected: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const lower = name.toLowerCase();
      // The name itself is tested: a Kelvin sign is a `k` only in lower case.
      if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || own.has(lower)) {
        throw new InvalidOptionError('extraHeaders', name, expected);
      }
      if (typeof value !== 'string' || !/^[\t\x20-\x7e]*$/.test(value)) {
        throw new InvalidOptionError('extraHeaders', name, 'printable ASCII as its value');
      }
      return [lower, value];
    }),
  );
}
