import { catchError, EMPTY, exhaustMap, interval, type MonoTypeOperatorFunction, Observable, throwError } from 'rxjs';
import { isAggregationError } from '../errors/isAggregationError.js';
import type { Lease } from '../ports/InboxStore.js';
import type { FanOut } from './FanOut.js';

/** Heartbeats in one life of a lease: two may fail. */
const BEATS = 3;

/**
 * Keeps the lease alive while the work runs, and stops the work when the lease is lost.
 *
 * ```marble
 * work         ----------w|
 * whileLeased  ----------w|
 * ```
 *
 * A heartbeat that fails because the store cannot write is made up by the next. Memory: one timer. Errors: those of the
 * work; LeaseLostError.
 *
 * @param fanOut the surroundings
 * @param lease what is worked on
 * @example
 * work.pipe(whileLeased(fanOut, lease), settleFailure(fanOut, lease));
 */
export function whileLeased<Tx, T>({ inbox, settings, api }: FanOut<Tx>, lease: Lease): MonoTypeOperatorFunction<T> {
  const { leaseMs } = settings;
  const heartbeats = interval(leaseMs / BEATS, api.scheduler).pipe(
    exhaustMap(() => inbox.extend(lease, leaseMs).pipe(catchError(unlessLost))),
  );
  return (work) =>
    new Observable((subscriber) => {
      subscriber.add(
        heartbeats.subscribe({
          error: (error: unknown) => {
            subscriber.error(error);
          },
        }),
      );
      if (!subscriber.closed) subscriber.add(work.subscribe(subscriber));
    });
}

function unlessLost(error: unknown): Observable<never> {
  const isStoreDown = isAggregationError(error) && error.name === 'StoreUnavailableError';
  return isStoreDown ? EMPTY : throwError(() => error);
}
