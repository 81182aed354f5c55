import type { InboxTables, Place, ReadyTime } from './InboxTables.js';
import { leasableAfterWaking } from './laneTimes.js';

/** Lanes that are looked at in one order; whoever then comes too early is told again when to come. */
const MOST_SEEN = 64;

/**
 * Says when the next slice may be leased, or a little before; undefined when nothing waits.
 *
 * @param tables where the lanes are
 * @param place whose
 * @param now the earliest answer. Unit: ms on the store's clock
 * @param until where windows end now that are over
 * @example
 * nextReadyAt(new MemoryTables(), place, 0, new Date(0)); // undefined
 */
export function nextReadyAt(tables: InboxTables, place: Place, now: number, until: Date): number | undefined {
  const overAt = (headUntil: number) => Math.max(now, now + headUntil * 1_000 - until.getTime());
  const leastOf = (times: Iterable<ReadyTime>, notBefore: (time: ReadyTime) => number, known: number): number => {
    let [least, seen] = [known, 0];
    for (const time of times) {
      if (least <= now || notBefore(time) >= least) break;
      seen += 1;
      const at = seen < MOST_SEEN ? Math.max(now, time.readyAt, overAt(time.headUntil)) : notBefore(time);
      least = Math.min(least, at);
    }
    return least;
  };
  let best = leastOf(tables.readyTimes(place), ({ readyAt }) => Math.max(now, readyAt), Infinity);
  best = leastOf(tables.openTimes(place), ({ headUntil }) => overAt(headUntil), best);
  for (const { wakeAt, lane } of tables.sleepers(place)) {
    if (wakeAt >= best) break;
    best = Math.min(best, Math.max(now, leasableAfterWaking(lane, overAt)));
  }
  return best === Infinity ? undefined : best;
}
