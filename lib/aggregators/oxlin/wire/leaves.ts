import { LeafType } from '../../../model/LeafType.js';
import { MOST_TEXT } from '../../../model/isModest.js';
import { toDecimal } from '../../../model/toDecimal.js';

const LONGEST_ID = 256;
const EARLIEST_S = Date.UTC(2000, 0) / 1000;
const LATEST_S = Date.UTC(2100, 0) / 1000;

/** A text of at most 64 Ki characters. */
export const WireText = new LeafType<string>('Text', isText);
/** A text, or null, which counts as left out. */
export const WireOptionalText = nullable(WireText);

/** An id: a string of 1 to 256 characters, or a number of up to 15 digits. Source: seed 000 shows strings of digits. */
export const WireId = new LeafType<string | number>('Id', isId);
/** An id, or null, which counts as left out. */
export const WireOptionalId = nullable(WireId);

/** Seconds since the epoch between 2000 and 2100, so never milliseconds; 0 stands for none. Source: seed 000. */
export const WireSeconds = new LeafType<number>('EpochSeconds', isSeconds);
/** Seconds since the epoch, or null, which counts as left out. */
export const WireOptionalSeconds = nullable(WireSeconds);

/**
 * Midnight of a calendar day in Europe/Paris, in seconds since the epoch.
 * Source: answers recorded by public clients of v2.1 (1639954800 is 20 December 2021).
 */
export const WireDay = nullable(WireSeconds);

/** A decimal number, as a JSON number or as its digits. Source: answers recorded by public clients of v2.1. */
export const WireDecimal = new LeafType<string | number>('Decimal', isDecimal);
/** A decimal number, or null, which counts as left out. */
export const WireOptionalDecimal = nullable(WireDecimal);

/** A boolean, or null, which counts as left out. */
export const WireOptionalFlag = new LeafType<boolean | null>(
  'Flag | null',
  (value): value is boolean | null => value === null || typeof value === 'boolean',
);

function nullable<A>(leaf: LeafType<A>): LeafType<A | null> {
  return new LeafType(`${leaf.name} | null`, (value): value is A | null => value === null || leaf.is(value));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MOST_TEXT;
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' ? value.length > 0 && value.length <= LONGEST_ID : Number.isSafeInteger(value);
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && (value === 0 || (value >= EARLIEST_S && value < LATEST_S));
}

function isDecimal(value: unknown): value is string | number {
  return (typeof value === 'number' || typeof value === 'string') && toDecimal(value) !== undefined;
}
