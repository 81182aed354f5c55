/** Most characters that a secret may have; every comparison costs as much as one of this length. */
export const LONGEST_SECRET = 256;

/**
 * Makes a comparison with one of several secrets that takes as long for a near miss as for a far one.
 *
 * Each comparison walks over the same number of places, for every secret, whatever was given: time tells neither how
 * much was right, nor how long a secret is, nor which of them it was. Memory: the secrets. Never errors.
 *
 * @param secrets the active ones, at most {@link LONGEST_SECRET} characters each
 * @example
 * createSecretMatcher(['s3cret-of-today-16', 's3cret-of-yesterday'])('guess'); // false
 */
export function createSecretMatcher(secrets: readonly string[]): (given: string) => boolean {
  const known = secrets.map(padded);
  return (given) => {
    const candidate = padded(given);
    let matches = 0;
    for (const secret of known) matches |= equal(secret, candidate);
    return matches === 1;
  };
}

// The place behind the last holds the length, so that padding cannot be mistaken for characters.
function padded(text: string): Uint32Array {
  const places = new Uint32Array(LONGEST_SECRET + 1);
  for (let at = 0; at < Math.min(text.length, LONGEST_SECRET); at++) places[at] = text.charCodeAt(at);
  places[LONGEST_SECRET] = text.length;
  return places;
}

function equal(a: Uint32Array, b: Uint32Array): 0 | 1 {
  let difference = 0;
  for (let at = 0; at <= LONGEST_SECRET; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0 ? 1 : 0;
}
