import { defaultIfEmpty, defer, finalize, map, merge, NEVER, Observable, of, ReplaySubject, takeUntil } from 'rxjs';
import { pause } from '../operators/pause.js';
import type { Pulled } from '../operators/pullMap.js';
import { retryWithBackoff } from '../operators/retryWithBackoff.js';
import type { Lease, LeaseBatch } from '../ports/InboxStore.js';
import { abortOf } from './abortOf.js';
import type { FanOut } from './FanOut.js';
import { giveBack } from './giveBack.js';

/** Longest time between two looks into the inbox, whatever it announces. Unit: ms */
const LOOK_EVERY_MS = 30_000;
const DRAINED: Pulled<Lease> = { values: [], done: true };

/**
 * Leases entries from the inbox, as many as there is credit for; done once the drain has begun.
 *
 * An inbox that cannot be reached is asked again, until the drain begins: nothing is lost meanwhile. What arrives while
 * the inbox is asked is not overlooked. Leases that come after the consumer left, or that nobody began to work on, are
 * given back. Memory: O(credit).
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
      const now = api.upstreamNow();
      const until = new Date(now.getTime() - afterWindowMs);
      return rescued(fanOut, inbox.lease({ tenant, consumer, limit, leaseMs, until, now }));
    }).pipe(retryWithBackoff({ attempts: Infinity, baseMs: 200, capMs: 5_000, scheduler, entropy }));
  const clockOf = (nextReadyAt: Date | undefined): Observable<unknown> => {
    const waitMs = nextReadyAt === undefined ? LOOK_EVERY_MS : nextReadyAt.getTime() - scheduler.now();
    return pause(Math.min(Math.max(waitMs, 1), LOOK_EVERY_MS), scheduler);
  };
  return (credit) =>
    defer(() => {
      if (drain?.aborted === true) return of(DRAINED);
      // Listens before it asks: what arrives while the inbox is looked through is heard afterwards.
      const arrivals = new ReplaySubject<void>(1);
      const listening = inbox.arrivals.subscribe(arrivals);
      const stop = (): void => {
        listening.unsubscribe();
      };
      let isWaited = false;
      const again = (nextReadyAt: Date | undefined): Observable<unknown> =>
        defer(() => {
          isWaited = true;
          return merge(arrivals, clockOf(nextReadyAt), drained);
        }).pipe(finalize(stop));
      return ask(credit).pipe(
        map(({ leases, nextReadyAt }): Pulled<Lease> => ({ values: leases, again: again(nextReadyAt) })),
        takeUntil(drained),
        defaultIfEmpty(DRAINED),
        finalize(() => {
          if (!isWaited) stop();
        }),
      );
    });
}

/** Goes on when its subscriber leaves: a lease that was granted meanwhile must not vanish, nor one that nobody takes. */
function rescued<Tx>(fanOut: FanOut<Tx>, asked: Observable<LeaseBatch>): Observable<LeaseBatch> {
  return new Observable((subscriber) => {
    asked.subscribe({
      next: (batch) => {
        // Whoever is still there begins at once.
        subscriber.next(batch);
        for (const lease of batch.leases) if (!fanOut.begun.has(lease)) giveBack(fanOut, lease);
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
