/**
 * Gives bytes that nobody can guess, from the platform's cryptographic source.
 *
 * @param count how many, up to 65_536
 * @example
 * randomBytes(32).length; // 32
 */
export function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
