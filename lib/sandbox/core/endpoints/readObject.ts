/**
 * Reads a JSON object; undefined when the text is anything else.
 *
 * @param text a body
 * @example
 * readObject('{"type":"ALL"}')?.get('type'); // 'ALL'
 */
export function readObject(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? new Map(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}
