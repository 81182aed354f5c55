import { isPlainNumber } from './isPlainNumber.js';

const DECIMAL = /^(-?)([0-9]{1,40})(?:\.([0-9]{1,40}))?(?:[eE]([+-]?[0-9]{1,2}))?$/;

/**
 * Writes a number, or the digits of one, as a plain decimal string: no exponent, no needless zeros in front.
 *
 * No arithmetic touches the digits. Gives undefined for what is no decimal, has more than 40 digits on one side or an
 * exponent beyond ± 40.
 *
 * @param value a finite number, or its digits
 * @example
 * toDecimal(1e-7); // '0.0000001'
 * toDecimal('-1234567890123456.78'); // '-1234567890123456.78'
 */
export function toDecimal(value: number | string): string | undefined {
  if (typeof value === 'number' && isPlainNumber(value)) return String(value);
  const match = DECIMAL.exec(String(value));
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  if (Math.abs(shift) > 40) return undefined;
  const decimals = fraction.length - shift;
  const digits = (whole + fraction + '0'.repeat(Math.max(0, -decimals))).padStart(decimals + 1, '0');
  const point = digits.length - Math.max(0, decimals);
  const front = digits.slice(0, point).replace(/^0+(?=.)/, '') || '0';
  const back = digits.slice(point);
  const plain = back === '' ? front : `${front}.${back}`;
  return /[1-9]/.test(plain) ? sign + plain : plain;
}
