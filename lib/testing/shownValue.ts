const MAX_LENGTH = 300;

/**
 * Writes a value on one line for people who read a failing test, at most 300 characters of it.
 *
 * @param value anything
 * @example
 * shownValue({ at: new Date(0) }); // {"at":"1970-01-01T00:00:00.000Z"}
 */
export function shownValue(value: unknown): string {
  const text = written(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

function written(value: unknown): string {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return String(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  try {
    return JSON.stringify(value, replaced);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

function replaced(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { map: Array.from(value) };
  if (value instanceof Set) return { set: Array.from(value) };
  if (value instanceof Error) return Object.assign({}, value, { name: value.name, message: value.message });
  if (ArrayBuffer.isView(value)) return `${String(value.byteLength)} bytes`;
  if (value === undefined || typeof value === 'function') return String(value);
  return typeof value === 'bigint' ? `${String(value)}n` : value;
}
