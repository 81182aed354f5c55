import { isPlainNumber } from '../../../model/isPlainNumber.js';
import { LeafType } from '../../../model/LeafType.js';
import { MOST_TEXT } from '../../../model/isModest.js';
import { toDecimal } from '../../../model/toDecimal.js';

const LONGEST_ID = 256;

/** A text of at most 64 Ki characters, or null, which counts as left out. */
export const OptionalText = new LeafType('Text | null', isOptionalText);

/** An id: a whole number (as digits when it has more than 15), or 1 to 256 characters. Source: OpenAPI int64. */
export const WireId = new LeafType('Id', isId);
/** An id, or null, which counts as left out. */
export const OptionalId = new LeafType('Id | null', isOptionalId);

/** A decimal number, as a JSON number or as its digits, or null. Source: OpenAPI double. */
export const OptionalDecimal = new LeafType('Decimal | null', isOptionalDecimal);

/** A boolean, or null, which counts as left out. */
export const OptionalFlag = new LeafType('Flag | null', isOptionalFlag);

/** A count, or null. Source: OpenAPI int64. */
export const OptionalCount = new LeafType('Count | null', isOptionalCount);

function isOptionalText(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && value.length <= MOST_TEXT);
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' ? value.length > 0 && value.length <= LONGEST_ID : Number.isSafeInteger(value);
}

function isOptionalId(value: unknown): value is string | number | null {
  return value === null || isId(value);
}

function isOptionalDecimal(value: unknown): value is string | number | null {
  if (typeof value === 'number') return isPlainNumber(value) || toDecimal(value) !== undefined;
  return value === null || (typeof value === 'string' && toDecimal(value) !== undefined);
}

function isOptionalFlag(value: unknown): value is boolean | null {
  return value === null || typeof value === 'boolean';
}

function isOptionalCount(value: unknown): value is number | null {
  return value === null || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);
}
