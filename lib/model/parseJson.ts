const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const MOST_DIGITS = 15;
const STRIDE = MOST_DIGITS + 1;

/**
 * Parses JSON as `JSON.parse` does, except that a number of 16 or more digits becomes the string of its digits.
 *
 * A double holds 15 decimal digits for certain; ids and amounts upstream have more. The digits of an exponent do not
 * count. Takes linear time; texts without such a number go straight to `JSON.parse`. Throws SyntaxError for what is not
 * JSON.
 *
 * @param text the text
 * @example
 * parseJson('{"id":9007199254740993,"n":20}'); // { id: '9007199254740993', n: 20 }
 */
export function parseJson(text: string): unknown {
  return JSON.parse(mayHoldLongNumber(text) ? quoteLongNumbers(text) : text);
}

/** A run of 16 characters has one at an index that 16 divides, so only those are looked at, and what is around a hit. */
function mayHoldLongNumber(text: string): boolean {
  for (let at = MOST_DIGITS; at < text.length; at += STRIDE) {
    if (!isMantissa(text.charCodeAt(at))) continue;
    let start = at;
    while (start > 0 && isMantissa(text.charCodeAt(start - 1))) start--;
    let end = at + 1;
    while (end - start < STRIDE && isMantissa(text.charCodeAt(end))) end++;
    if (end - start >= STRIDE) return true;
  }
  return false;
}

function quoteLongNumbers(text: string): string {
  const parts: string[] = [];
  let kept = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = afterString(text, at);
    } else if (startsNumber(code)) {
      const end = afterNumber(text, at);
      if (isLong(text, at, end)) {
        parts.push(text.slice(kept, at), '"', text.slice(at, end), '"');
        kept = end;
      }
      at = end;
    } else {
      at++;
    }
  }
  return parts.join('') + text.slice(kept);
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

const isMantissa = (code: number): boolean => isDigit(code) || code === 0x2e;

const isExponent = (code: number): boolean => code === 0x65 || code === 0x45;

const startsNumber = (code: number): boolean => isDigit(code) || code === 0x2d;

/** Digits, `.`, `e`, `E`, `+` and `-`. */
const continuesNumber = (code: number): boolean =>
  isMantissa(code) || isExponent(code) || code === 0x2b || code === 0x2d;

function afterString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    at += code === 0x5c ? 2 : 1;
  }
  return at;
}

function afterNumber(text: string, start: number): number {
  let at = start;
  while (at < text.length && continuesNumber(text.charCodeAt(at))) at++;
  return at;
}

/** Only a whole JSON number in the place of a value: quoting anything else could make valid what is not. */
function isLong(text: string, start: number, end: number): boolean {
  let digits = 0;
  for (let at = start; at < end && !isExponent(text.charCodeAt(at)); at++) if (isDigit(text.charCodeAt(at))) digits++;
  return digits > MOST_DIGITS && NUMBER.test(text.slice(start, end)) && !isKey(text, end);
}

function isKey(text: string, end: number): boolean {
  let at = end;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at++;
  return text.charAt(at) === ':';
}
