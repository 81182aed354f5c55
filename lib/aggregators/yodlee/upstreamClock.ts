import type { SchedulerLike } from 'rxjs';
import type { HttpResponse } from '../../ports/HttpPort.js';
import { serverDate } from '../../ports/serverDate.js';

/** Upstream's clock, as its answers show it. */
export interface UpstreamClock {
  now(): Date;
  /** Learns how far upstream is ahead, when an answer says so. */
  learn(response: HttpResponse): void;
}

/**
 * Keeps our clock, moved by what the last answer has shown of upstream's. It never runs ahead of upstream's: the
 * header was written before the answer came, and to the second.
 *
 * @param scheduler our clock
 * @example
 * const clock = upstreamClock(asyncScheduler);
 * clock.learn(response);
 * clock.now();
 */
export function upstreamClock(scheduler: SchedulerLike): UpstreamClock {
  let aheadMs = 0;
  return {
    now: () => new Date(scheduler.now() + aheadMs),
    learn: (response) => {
      const at = serverDate(response);
      if (at !== undefined) aheadMs = at.getTime() - scheduler.now();
    },
  };
}
