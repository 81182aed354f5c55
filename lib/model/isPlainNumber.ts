/**
 * Tells whether JavaScript writes a number without an exponent: 0, and whatever lies between 1e-6 and 1e21.
 *
 * Such a number is a plain decimal as it stands, so nobody has to write it down to find out.
 *
 * @param value any number
 * @example
 * isPlainNumber(-79.99); // true
 * isPlainNumber(1e-7); // false
 */
export function isPlainNumber(value: number): boolean {
  const magnitude = Math.abs(value);
  return magnitude === 0 || (magnitude >= 1e-6 && magnitude < 1e21);
}
