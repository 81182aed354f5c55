import { AccessToken } from '../model/AccessToken.js';

/**
 * Rewrites a value so that any deep-equal compares it by content: errors become `{ name, message, …own fields }`,
 * access tokens a fingerprint of their secret, subscription logs and arrays of them plain objects.
 *
 * Goes into arrays, plain objects, maps and sets; leaves every other object as it is. Memory: O(size of the value).
 *
 * @param value what was seen or expected
 * @example
 * flatContent(new TypeError('no')); // { name: 'TypeError', message: 'no' }
 */
export function flatContent(value: unknown): unknown {
  return flat(value, new Map());
}

function flat(value: unknown, seen: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value))
    return filled(seen, value, new Array<unknown>(), (into) => {
      for (const item of value) into.push(flat(item, seen));
    });
  if (value instanceof Map) {
    return filled(seen, value, new Map<unknown, unknown>(), (into) => {
      for (const [key, item] of value) into.set(flat(key, seen), flat(item, seen));
    });
  }
  if (value instanceof Set) {
    return filled(seen, value, new Set<unknown>(), (into) => {
      for (const item of value) into.add(flat(item, seen));
    });
  }
  const fields = fieldsOf(value);
  if (fields === undefined) return value;
  const empty: Record<string, unknown> = {};
  return filled(seen, value, empty, (into) => {
    for (const [name, item] of fields) into[name] = flat(item, seen);
  });
}

// Known before it is filled, so that a circle ends where it began.
function filled<T>(seen: Map<object, unknown>, value: object, into: T, fill: (into: T) => void): T {
  seen.set(value, into);
  fill(into);
  return into;
}

function fieldsOf(value: object): readonly (readonly [string, unknown])[] | undefined {
  if (value instanceof Error) {
    const own = Object.entries(value).filter(([name]) => name !== 'stack');
    return [['name', value.name], ['message', value.message], ...own];
  }
  if (value instanceof AccessToken) {
    return [
      ['accessToken', fingerprint(value.reveal())],
      ['expiresAt', value.expiresAt],
    ];
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === Object.prototype || prototype === null || 'subscribedFrame' in value;
  return plain ? Object.entries(value) : undefined;
}

// FNV-1a, 32 bits: tells tokens apart in a failing test without printing them.
function fingerprint(secret: string): string {
  let hash = 0x811c9dc5;
  for (const letter of secret) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16);
}
