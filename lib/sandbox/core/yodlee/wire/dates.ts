/**
 * Writes an instant as the API does: `YYYY-MM-DDThh:mm:ssZ`.
 *
 * @param seconds the instant. Unit: epoch seconds
 * @example
 * isoSecond(0); // '1970-01-01T00:00:00Z'
 */
export function isoSecond(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/**
 * Writes a day as the API does: `YYYY-MM-DD`.
 *
 * @param seconds an instant of that day. Unit: epoch seconds
 * @example
 * isoDay(0); // '1970-01-01'
 */
export function isoDay(seconds: number): string {
  return isoSecond(seconds).slice(0, 10);
}

/**
 * Writes an instant as notifications may do.
 *
 * @param seconds the instant. Unit: epoch seconds
 * @param form `iso`, or the old form without a zone, day or month first
 * @example
 * noticeDate(0, 'dd-MM'); // '01-01-1970T00:00:00'
 */
export function noticeDate(seconds: number, form: string): string {
  const iso = isoSecond(seconds);
  if (form === 'iso') return iso;
  const [year, month, day] = [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10)];
  const date = form === 'dd-MM' ? `${day}-${month}-${year}` : `${month}-${day}-${year}`;
  return `${date}T${iso.slice(11, 19)}`;
}

/**
 * Reads a date that a client sends, strictly; undefined when it is none.
 *
 * @param text the parameter
 * @param milliseconds whether they may be there
 * @returns epoch seconds
 * @example
 * readSecond('1970-01-01T00:00:01Z', false); // 1
 */
export function readSecond(text: string | undefined, milliseconds: boolean): number | undefined {
  const form = milliseconds
    ? /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/
    : /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
  if (text === undefined || !form.test(text)) return undefined;
  const ms = Date.parse(text);
  if (!Number.isFinite(ms) || new Date(ms).toISOString().slice(0, 19) !== text.slice(0, 19)) return undefined;
  return Math.floor(ms / 1000);
}

/**
 * Reads a day that a client sends, strictly; undefined when it is none.
 *
 * @param text the parameter
 * @example
 * readDay('2026-02-30'); // undefined
 */
export function readDay(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text) ? text : undefined;
}
