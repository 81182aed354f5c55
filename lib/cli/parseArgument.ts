import { InvalidArgumentError } from 'commander';
import { DURATION_EXPECTED, parseDuration } from './parseDuration.js';

/**
 * Makes a parser of one argument that complains about usage in one sentence.
 *
 * @param expected what it may be, in words
 * @param read gives the value, or undefined for what is none
 * @example
 * program.addOption(new Option('--seed <n>').argParser(parseArgument('a whole number', wholeNumber)));
 */
export function parseArgument<T>(expected: string, read: (text: string) => T | undefined): (text: string) => T {
  return (text) => {
    const value = read(text);
    if (value === undefined) throw new InvalidArgumentError(`Expected ${expected}.`);
    return value;
  };
}

/** Reads a duration such as `8s` into ms. */
export const durationArgument = parseArgument(DURATION_EXPECTED, parseDuration);

/** Reads an identity of upstream's. */
export const idArgument = parseArgument('1 to 64 letters, digits, - or _', (text) =>
  /^[A-Za-z0-9_-]{1,64}$/.test(text) ? text : undefined,
);

/** Reads a whole number, 0 or more. */
export const wholeNumberArgument = parseArgument('a whole number', (text) =>
  /^\d{1,15}$/.test(text) ? Number(text) : undefined,
);

/** Reads a number over 0. */
export const positiveNumberArgument = parseArgument('a number > 0', (text) =>
  /^\d+(\.\d+)?$/.test(text) && Number(text) > 0 ? Number(text) : undefined,
);

/** Reads a day such as `2021-12-20`. */
export const dayArgument = parseArgument('a day such as 2021-12-20', (text) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined,
);
