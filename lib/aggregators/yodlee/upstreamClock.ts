import type { SchedulerLike } from 'rxjs';
import type { HttpResponse } from '../../ports/HttpPort.js';

/** Upstream's clock, as its answers show it. */
export interface UpstreamClock {
  now(): Date;
  /** Learns from an answer; gives how far upstream is ahead, when it said so. Unit: ms */
  learn(response: HttpResponse): number | undefined;
}

/**
 * Reads upstream's clock from the `Date` header, floored to the second; undefined without a plausible one.
 *
 * @param response any answer
 * @example
 * serverDate({ status: 204, headers: { date: 'Mon, 04 Jun 2018 11:34:57 GMT' }, body: new Uint8Array() });
 */
export function serverDate({ headers }: HttpResponse): Date | undefined {
  const at = Date.parse(headers['date'] ?? '');
  return Number.isFinite(at) && at > 0 ? new Date(Math.floor(at / 1_000) * 1_000) : undefined;
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
      if (at === undefined) return undefined;
      aheadMs = at.getTime() - scheduler.now();
      return aheadMs;
    },
  };
}
