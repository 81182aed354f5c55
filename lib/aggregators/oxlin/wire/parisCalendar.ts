import type { CalendarDate } from '../../../model/Transaction.js';

const HOUR_S = 3_600;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Names the day in Europe/Paris that an instant belongs to; upstream writes a day as its midnight there.
 *
 * Europe's rule since 1996: summer time from the last Sunday of March to the last of October, each at 01:00 UTC.
 *
 * @param seconds since the epoch; null and 0 give undefined. Unit: s
 * @example
 * toCalendarDate(1639954800); // '2021-12-20', though in UTC it is still the 19th
 */
export function toCalendarDate(seconds: number | null | undefined): CalendarDate | undefined {
  if (seconds === undefined || seconds === null || seconds === 0) return undefined;
  return new Date((seconds + parisOffsetS(seconds)) * 1000).toISOString().slice(0, 10);
}

/**
 * Gives the midnight with which a day begins in Europe/Paris, in seconds since the epoch; undefined for no such day.
 *
 * @param day `YYYY-MM-DD`
 * @example
 * fromCalendarDate('2021-12-20'); // 1639954800
 */
export function fromCalendarDate(day: CalendarDate): number | undefined {
  const match = DAY.exec(day);
  if (match === null) return undefined;
  const [, year, month, date] = match.map(Number);
  const midnightUtcS = Date.UTC(year ?? 0, (month ?? 0) - 1, date) / 1000;
  if (new Date(midnightUtcS * 1000).toISOString().slice(0, 10) !== day) return undefined;
  return midnightUtcS - parisOffsetS(midnightUtcS - HOUR_S);
}

function parisOffsetS(seconds: number): number {
  const year = new Date(seconds * 1000).getUTCFullYear();
  const summer = seconds >= changeS(year, 2) && seconds < changeS(year, 9);
  return summer ? 2 * HOUR_S : HOUR_S;
}

/** 01:00 UTC on the last Sunday of a month of 31 days. */
function changeS(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31, 1));
  return last.getTime() / 1000 - last.getUTCDay() * 24 * HOUR_S;
}
