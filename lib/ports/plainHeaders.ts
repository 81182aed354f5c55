/**
 * Turns headers as a library gives them into names in lower case with one text each; lists are joined.
 *
 * @param headers an object, as a rule; what it holds beside texts, numbers and lists is left out
 * @example
 * plainHeaders({ Date: '…', 'set-cookie': ['a', 'b'] }); // { date: '…', 'set-cookie': 'a, b' }
 */
export function plainHeaders(headers: unknown): Readonly<Record<string, string>> {
  if (typeof headers !== 'object' || headers === null) return {};
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== undefined && value !== null && typeof value !== 'function')
      .map(([name, value]: [string, unknown]) => [
        name.toLowerCase(),
        Array.isArray(value) ? value.join(', ') : String(value),
      ]),
  );
}
