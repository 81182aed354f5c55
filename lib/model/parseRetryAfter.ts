const LONGEST_MS = 3_600_000;
const MONTHS: readonly string[] = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH = `(?<month>${MONTHS.join('|')})`;
const TIME = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)';
const DAYS: readonly string[] = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const LONG_DAY = `(?:${DAYS.join('|')})`;
const SHORT_DAY = `(?:${DAYS.map((day) => day.slice(0, 3)).join('|')})`;

/** The three date forms of RFC 9110 §5.6.7: IMF-fixdate, RFC 850, asctime. */
const FORMS: readonly RegExp[] = [
  new RegExp(`^${SHORT_DAY}, (?<day>\\d\\d) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`),
  new RegExp(`^${LONG_DAY}, (?<day>\\d\\d)-${MONTH}-(?<year>\\d\\d) ${TIME} GMT$`),
  new RegExp(`^${SHORT_DAY} ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

/**
 * Reads how long a response asks to be left alone; absent for what the grammar does not know.
 *
 * Seconds are digits only. A date counts from the response's own `Date`, so that a wrong clock here does no harm, and
 * from `now` without one. The result is clamped to 0 … 3,600,000 ms.
 *
 * Source: RFC 9110 §10.2.3 (`Retry-After`), §5.6.7 (dates; a two-digit year is the nearest such year, at most 50 ahead).
 *
 * @param header value of `Retry-After`
 * @param responseDate value of the response's `Date`
 * @param now on our clock
 * @example
 * parseRetryAfter('120', undefined, new Date()); // 120000
 */
export function parseRetryAfter(
  header: string | undefined,
  responseDate: Date | undefined,
  now: Date,
): number | undefined {
  const text = header?.replace(/^[ \t]+|[ \t]+$/g, '') ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1_000, LONGEST_MS);
  const sinceMs =
    responseDate === undefined || Number.isNaN(responseDate.getTime()) ? now.getTime() : responseDate.getTime();
  const atMs = parseHttpDate(text, sinceMs);
  return atMs === undefined ? undefined : Math.min(Math.max(0, atMs - sinceMs), LONGEST_MS);
}

function parseHttpDate(text: string, sinceMs: number): number | undefined {
  for (const form of FORMS) {
    const parts = form.exec(text)?.groups;
    if (parts !== undefined) return instantOf(parts, new Date(sinceMs).getUTCFullYear());
  }
  return undefined;
}

function instantOf(parts: Readonly<Record<string, string | undefined>>, thisYear: number): number | undefined {
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = parts;
  const at = new Date(0);
  at.setUTCFullYear(
    year.length === 2 ? fullYear(Number(year), thisYear) : Number(year),
    MONTHS.indexOf(month),
    Number(day),
  );
  if (at.getUTCDate() !== Number(day)) return undefined; // no such day in that month
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined; // 60: a leap second
  return at.setUTCHours(Number(hour), Number(minute), Number(second));
}

function fullYear(twoDigits: number, thisYear: number): number {
  const year = Math.floor(thisYear / 100) * 100 + twoDigits;
  if (year > thisYear + 50) return year - 100;
  return year <= thisYear - 50 ? year + 100 : year;
}
