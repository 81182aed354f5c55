/**
 * Reads a field of something that came from elsewhere and may be anything.
 *
 * @param value anything
 * @param name the field
 * @example
 * fieldOf(fieldOf(error, 'cause'), 'code');
 */
export function fieldOf(value: unknown, name: string): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  return Reflect.get(value, name);
}
