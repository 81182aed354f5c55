/**
 * Reads bytes as JSON; undefined when they are none.
 *
 * @param body bytes as they came
 * @example
 * jsonIn(new TextEncoder().encode('{"error":"invalid_grant"}')); // { error: 'invalid_grant' }
 */
export function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
