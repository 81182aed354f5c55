const WITHOUT_ZONE = /T[\d:.]+$/;
/** A window is asked for within 7 days of its end, and shows records as they are by then: what is later is no time. Unit: ms */
const LATEST_AFTER_MS = 8 * 86_400_000;

/**
 * Gives the version of a record: when upstream last changed it, unless that is days after the moment of which the answer speaks.
 *
 * A change in the future would otherwise stand in the way of all that come after it.
 *
 * @param lastUpdated as upstream sent it, ISO 8601; without a zone it is UTC
 * @param asOf the moment, also when upstream says nothing that can be read. Unit: ms
 * @example
 * versionOf('1970-01-01T00:00:01Z', 5_000); // 1000
 */
export function versionOf(lastUpdated: string | undefined, asOf: number): number {
  if (lastUpdated === undefined) return asOf;
  const at = Date.parse(WITHOUT_ZONE.test(lastUpdated) ? `${lastUpdated}Z` : lastUpdated);
  return Number.isFinite(at) && at <= asOf + LATEST_AFTER_MS ? at : asOf;
}
