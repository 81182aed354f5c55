import type { Json } from '../../wire/writeJson.js';

/**
 * Writes an amount as the API does. Source: OpenAPI `Money`.
 *
 * @param cents hundredths of the currency
 * @example
 * writeJson(moneyJson(-1250)); // {"amount":-12.5,"currency":"USD"}
 */
export function moneyJson(cents: number): Json {
  return { amount: { lexeme: decimalOf(cents) }, currency: 'USD' };
}

/**
 * Writes hundredths as a decimal number without trailing zeros.
 *
 * @param cents an integer
 * @example
 * decimalOf(-1250); // '-12.5'
 */
export function decimalOf(cents: number): string {
  return String(cents / 100);
}
