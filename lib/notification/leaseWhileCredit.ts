import { defer, map, merge, NEVER, Observable, of } from 'rxjs';
import { pause } from '../operators/pause.js';
import type { Pulled } from '../operators/pullMap.js';
import { retryWithBackoff } from '../operators/retryWithBackoff.js';
import type { Lease, LeaseBatch } from '../ports/InboxStore.js';
import { abortOf } from './abortOf.js';
import type { FanOut } from './FanOut.js';
import { giveBack } from './giveBack.js';

/** Longest time between two looks into the inbox, whatever it announces. Unit: ms */
const LOOK_EVERY_MS = 30_000;

/**
 * Leases entries from the inbox, as many as there is credit for; done once the drain has begun.
 *
 * An inbox that cannot be reached is asked again, for ever: nothing is lost meanwhile. Leases that arrive after the
 * consumer left are given back.
 *
 * @param fanOut the surroundings
 * @example
 * pullMap(leaseWhileCredit(fanOut), work, credit);
 */
export function leaseWhileCredit<Tx>(fanOut: FanOut<Tx>): (credit: number) => Observable<Pulled<Lease>> {
  const { api, inbox, settings } = fanOut;
  const { consumer, leaseMs, drain, afterWindowMs } = settings;
  const { scheduler, entropy, tenant } = api;
  const drained = drain === undefined ? NEVER : abortOf(drain);
  const ask = (limit: number): Observable<LeaseBatch> =>
    defer(() => {
      const until = new Date(api.upstreamNow().getTime() - afterWindowMs);
      return rescued(fanOut, inbox.lease({ tenant, consumer, limit, leaseMs, until }));
    }).pipe(retryWithBackoff({ attempts: Infinity, baseMs: 200, capMs: 5_000, scheduler, entropy }));
  const waitFor = (nextReadyAt: Date | undefined): Observable<unknown> => {
    const waitMs = nextReadyAt === undefined ? LOOK_EVERY_MS : nextReadyAt.getTime() - scheduler.now();
    return merge(inbox.arrivals, pause(Math.min(Math.max(waitMs, 1), LOOK_EVERY_MS), scheduler), drained);
  };
  return (credit) => {
    if (drain?.aborted === true) return of({ values: [], done: true });
    return ask(credit).pipe(map(({ leases, nextReadyAt }) => ({ values: leases, again: waitFor(nextReadyAt) })));
  };
}

/** Goes on when its subscriber leaves: a lease that was granted meanwhile must not vanish. */
function rescued<Tx>(fanOut: FanOut<Tx>, asked: Observable<LeaseBatch>): Observable<LeaseBatch> {
  return new Observable((subscriber) => {
    asked.subscribe({
      next: (batch) => {
        if (subscriber.closed) for (const lease of batch.leases) giveBack(fanOut, lease);
        else subscriber.next(batch);
      },
      error: (error: unknown) => {
        subscriber.error(error);
      },
      complete: () => {
        subscriber.complete();
      },
    });
  });
}
