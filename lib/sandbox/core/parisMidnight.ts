const DAY_S = 86_400;

const lastSunday01Utc = (year: number, month: number): number => {
  const lastDay = new Date(Date.UTC(year, month + 1, 0, 1));
  return lastDay.getTime() / 1000 - lastDay.getUTCDay() * DAY_S;
};

const offsetS = (atS: number): number => {
  const year = new Date(atS * 1000).getUTCFullYear();
  return atS >= lastSunday01Utc(year, 2) && atS < lastSunday01Utc(year, 9) ? 7200 : 3600;
};

/**
 * Returns the instant at which the day of `atS` began in Paris: how the API dates transactions.
 *
 * Follows the European summer time rule (last Sundays of March and October, 01:00 UTC), in force since 1996.
 *
 * @param atS an instant. Unit: epoch seconds
 * @param daysAgo whole days to go back from that day
 * @example
 * parisMidnight(1_639_990_000); // 1639954800: 20 December 2021 began at 23:00 UTC on the 19th
 */
export function parisMidnight(atS: number, daysAgo = 0): number {
  const local = atS + offsetS(atS);
  const day = Math.floor(local / DAY_S) - daysAgo;
  const asUtc = day * DAY_S;
  return asUtc - offsetS(asUtc - 3600);
}
