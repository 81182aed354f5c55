import type { SchedulerLike } from 'rxjs';
import type { HttpResponse } from '../../ports/HttpPort.js';
import { serverDate } from '../../ports/serverDate.js';

/** Upstream's clock, as its answers show it. */
export interface UpstreamClock {
  now(): Date;
  /** Learns how far upstream is ahead, when an answer says so. */
  learn(response: HttpResponse): void;
}

/** What one answer alone may move the clock by. Unit: ms */
const LONGEST_JUMP_MS = 3_600_000;
/** What two answers may differ by that tell of the same clock. Unit: ms */
const AGREES_MS = 60_000;

/**
 * Keeps our clock, moved by what the last answer has shown of upstream's. It never runs ahead of upstream's: the
 * header was written before the answer came, and to the second.
 *
 * Only answers of upstream itself count, which are those that succeeded: a proxy before it dates its refusals by a clock
 * of its own. One answer that is more than an hour away from what was known, and from our clock, is believed when the
 * next agrees with it: what is in upstream's past or future decides what is given up and what is proven.
 *
 * @param scheduler our clock
 * @example
 * const clock = upstreamClock(asyncScheduler);
 * clock.learn(response);
 * clock.now();
 */
export function upstreamClock(scheduler: SchedulerLike): UpstreamClock {
  let aheadMs = 0;
  let doubtedMs: number | undefined;
  return {
    now: () => new Date(scheduler.now() + aheadMs),
    learn: (response) => {
      const at = isSuccess(response) ? serverDate(response) : undefined;
      if (at === undefined) return;
      const toldMs = at.getTime() - scheduler.now();
      const isNear = [aheadMs, 0].some((known) => Math.abs(toldMs - known) <= LONGEST_JUMP_MS);
      const isAgreed = doubtedMs !== undefined && Math.abs(toldMs - doubtedMs) <= AGREES_MS;
      doubtedMs = isNear || isAgreed ? undefined : toldMs;
      if (isNear || isAgreed) aheadMs = toldMs;
    },
  };
}

function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status <= 299;
}
