import { closedWindow } from '../../model/closedWindow.js';
import type { DataWindow } from '../../model/DataWindow.js';
import type { Decoded } from '../../model/decodeWith.js';

const DAY_MS = 86_400_000;
/** What upstream still gives, with a day for zones and clocks on either side. Unit: ms */
const PAST_MS = 8 * DAY_MS;
const AHEAD_MS = DAY_MS;

/** `2017-11-10T10:18:44Z`. Source: newer pages, a customer's notes of 2022. */
const ISO = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?Z?$/;
/** `01-11-2017T10:18:44`: day and month in an order that nobody states. Source: seed 003. */
const LEGACY = /^(\d{2})-(\d{2})-(\d{4})T(\d{2}):(\d{2}):(\d{2})$/;

/**
 * Reads the two dates of a notification as a window, closed to the second.
 *
 * ISO dates are taken as they are, however old, long or far ahead. In legacy dates day and month are told apart where
 * only one order is a date; where both are, the readings lie 27 days or more apart and upstream gives seven days, so
 * when it was received decides; where even that does not, the window is refused as `undecidable`.
 * Assumption: legacy dates, which name no zone, are UTC.
 *
 * @param from as sent
 * @param to as sent, the last second
 * @param receivedAt when the notification came, on our clock
 * @example
 * parseWindow('10-11-2017T10:18:44', '10-11-2017T11:18:43', new Date('2017-11-10T11:20:00Z')); // 10 November
 */
export function parseWindow(from: string, to: string, receivedAt: Date): Decoded<DataWindow> {
  const iso = readPair(from, to, isoTime);
  // Nothing changes tomorrow: a window without end would swallow every later one until it is over.
  if (iso !== undefined && iso.to > receivedAt.getTime() + AHEAD_MS) return refused('toDate', 'a date that has come');
  if (iso !== undefined) return ordered(iso);
  const dayFirst = readPair(from, to, (text) => legacyTime(text, 2, 1));
  const monthFirst = readPair(from, to, (text) => legacyTime(text, 1, 2));
  const only = dayFirst ?? monthFirst;
  if (only === undefined) return refused('fromDate', 'a date');
  if (dayFirst === undefined || monthFirst === undefined || isSame(dayFirst, monthFirst)) return ordered(only);
  const [candidate, other] = [dayFirst, monthFirst].filter((pair) => isLive(pair, receivedAt.getTime()));
  if (candidate === undefined || other !== undefined) return refused('fromDate', 'undecidable');
  return ordered(candidate);
}

/** Unit: ms since the epoch */
interface TimePair {
  readonly from: number;
  readonly to: number;
}

function readPair(from: string, to: string, read: (text: string) => number | undefined): TimePair | undefined {
  const [first, last] = [read(from), read(to)];
  return first === undefined || last === undefined ? undefined : { from: first, to: last };
}

function isoTime(text: string): number | undefined {
  const match = ISO.exec(text);
  return match === null ? undefined : utc(match, { year: 1, month: 2, day: 3 });
}

function legacyTime(text: string, month: 1 | 2, day: 1 | 2): number | undefined {
  const match = LEGACY.exec(text);
  return match === null ? undefined : utc(match, { year: 3, month, day });
}

/** Undefined for a day that the calendar does not have. */
function utc(match: RegExpExecArray, at: Readonly<Record<'year' | 'month' | 'day', number>>): number | undefined {
  const part = (index: number): number => Number(match[index]);
  const [year, month, day] = [part(at.year), part(at.month), part(at.day)];
  const [hour, minute, second] = [part(4), part(5), part(6)];
  if (year < 1970 || hour > 23 || minute > 59 || second > 59) return undefined;
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(time);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? time : undefined;
}

const isLive = ({ from, to }: TimePair, now: number): boolean =>
  from <= to && from >= now - PAST_MS && to <= now + AHEAD_MS;

const isSame = (one: TimePair, other: TimePair): boolean => one.from === other.from && one.to === other.to;

function ordered({ from, to }: TimePair): Decoded<DataWindow> {
  if (from > to) return refused('toDate', 'a date not before fromDate');
  return { kind: 'decoded', value: closedWindow(new Date(from), new Date(to)) };
}

const refused = (path: string, expected: string): Decoded<never> => ({
  kind: 'refused',
  failures: [{ path, expected }],
});
