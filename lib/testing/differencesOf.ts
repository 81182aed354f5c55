import { shownValue } from './shownValue.js';

/**
 * Lists where two values differ, one line for each place; no line means that they are equal.
 *
 * Dates, maps, sets, errors, typed arrays and URLs are compared by content; `undefined` fields count; the prototypes of
 * other objects do not; functions and symbols are compared by identity. Circles are followed once.
 *
 * @param actual what was seen
 * @param expected what should have been seen
 * @example
 * differencesOf({ a: [1] }, { a: [2] }); // ['.a[0]: expected 2, got 1']
 */
export function differencesOf(actual: unknown, expected: unknown): readonly string[] {
  const found: string[] = [];
  compare(actual, expected, '', found, new Map());
  return found;
}

function compare(
  actual: unknown,
  expected: unknown,
  path: string,
  found: string[],
  met: Map<object, Set<object>>,
): void {
  if (Object.is(actual, expected) || actual === expected) return;
  if (!isObject(actual) || !isObject(expected) || kindOf(actual) !== kindOf(expected)) {
    found.push(`${path === '' ? 'value' : path}: expected ${shownValue(expected)}, got ${shownValue(actual)}`);
    return;
  }
  const partners = met.get(actual) ?? new Set();
  if (partners.has(expected)) return;
  met.set(actual, partners.add(expected));
  const left = partsOf(actual);
  const right = partsOf(expected);
  for (const [key, value] of left) {
    if (right.has(key)) compare(value, right.get(key), path + key, found, met);
    else found.push(`${path}${key}: not expected, got ${shownValue(value)}`);
  }
  for (const [key, value] of right) {
    if (!left.has(key)) found.push(`${path}${key}: expected ${shownValue(value)}, got nothing`);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function kindOf(value: object): string {
  const tag = Object.prototype.toString.call(value);
  // A Buffer is a Uint8Array with more methods; both say so here.
  return value instanceof URL ? '[object URL]' : tag;
}

/** What a value is made of, by the path that names each part. */
function partsOf(value: object): ReadonlyMap<string, unknown> {
  if (value instanceof Date) return new Map([[' as time', value.getTime()]]);
  if (value instanceof URL) return new Map([[' as text', value.href]]);
  if (value instanceof RegExp) return new Map([[' as text', String(value)]]);
  if (value instanceof ArrayBuffer) return new Map([[' as bytes', Array.from(new Uint8Array(value)).join(' ')]]);
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    return new Map([[' as bytes', Array.from(new Uint8Array(buffer, byteOffset, byteLength)).join(' ')]]);
  }
  if (value instanceof Map) return new Map(Array.from(value, ([key, item]) => [`{${shownValue(key)}}`, item]));
  if (value instanceof Set) return new Map(Array.from(value, (item) => [`{${shownValue(item)}}`, true]));
  if (Array.isArray(value)) return new Map(value.map((item, index) => [`[${String(index)}]`, item]));
  const own = Object.entries(value).map(([name, item]): [string, unknown] => [`.${name}`, item]);
  const ofError: [string, unknown][] =
    value instanceof Error
      ? [
          ['.name', value.name],
          ['.message', value.message],
        ]
      : [];
  return new Map([...ofError, ...own]);
}
