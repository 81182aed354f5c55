/**
 * Turns seconds since the epoch into a Date; null and upstream's sentinel 0 into undefined.
 *
 * @param seconds as on the wire. Unit: s
 * @example
 * toDate(1528112097)?.toISOString(); // '2018-06-04T11:34:57.000Z'
 */
export function toDate(seconds: number | null | undefined): Date | undefined {
  return seconds === undefined || seconds === null || seconds === 0 ? undefined : new Date(seconds * 1000);
}
