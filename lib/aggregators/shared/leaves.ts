import { isPlainNumber } from '../../model/isPlainNumber.js';
import { LeafType } from '../../model/LeafType.js';
import { MOST_TEXT } from '../../model/isModest.js';
import { toDecimal } from '../../model/toDecimal.js';

const LONGEST_ID = 256;

// Each leaf is one flat function: a poll asks them thousands of times.

/** A text of at most 64 Ki characters. */
export const WireText = new LeafType('Text', isText);
/** A text, or null, which counts as left out. */
export const WireOptionalText = new LeafType('Text | null', isOptionalText);

/**
 * An id: a string of 1 to 256 characters, or a number that a double can hold. Source: seed 000 shows strings of digits,
 * OpenAPI `int64`, of which `parseJson` makes strings where they are long.
 */
export const WireId = new LeafType('Id', isId);
/** An id, or null, which counts as left out. */
export const WireOptionalId = new LeafType('Id | null', isOptionalId);

/**
 * A decimal number, as a JSON number or as its digits. Source: answers recorded by public clients of Linxo's v2.1; OpenAPI
 * `double`.
 */
export const WireDecimal = new LeafType('Decimal', isDecimal);
/** A decimal number, or null, which counts as left out. */
export const WireOptionalDecimal = new LeafType('Decimal | null', isOptionalDecimal);

/** A boolean, or null, which counts as left out. */
export const WireOptionalFlag = new LeafType('Flag | null', isOptionalFlag);

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MOST_TEXT;
}

function isOptionalText(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && value.length <= MOST_TEXT);
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' ? value.length > 0 && value.length <= LONGEST_ID : Number.isSafeInteger(value);
}

function isOptionalId(value: unknown): value is string | number | null {
  if (typeof value === 'string') return value.length > 0 && value.length <= LONGEST_ID;
  return value === null || Number.isSafeInteger(value);
}

function isDecimal(value: unknown): value is string | number {
  if (typeof value === 'number') return isPlainNumber(value) || toDecimal(value) !== undefined;
  return typeof value === 'string' && toDecimal(value) !== undefined;
}

function isOptionalDecimal(value: unknown): value is string | number | null {
  return value === null || isDecimal(value);
}

function isOptionalFlag(value: unknown): value is boolean | null {
  return value === null || typeof value === 'boolean';
}
