import {
  catchError,
  EMPTY,
  exhaustMap,
  filter,
  interval,
  type MonoTypeOperatorFunction,
  Observable,
  throwError,
} from 'rxjs';
import { isAggregationError } from '../errors/isAggregationError.js';
import type { Lease } from '../ports/InboxStore.js';
import type { Ending, FanOut } from './FanOut.js';

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
 * A heartbeat that fails because the store cannot write is made up by the next. Once the acknowledgement is under way the
 * lease ends by itself, and nothing is made of its loss. Memory: one timer. Errors: those of the work; LeaseLostError.
 *
 * @param fanOut the surroundings
 * @param lease what is worked on
 * @param ending whether it is about to be acknowledged
 * @example
 * work.pipe(whileLeased(fanOut, lease, ending), settleFailure(fanOut, lease));
 */
export function whileLeased<Tx, T>(
  { inbox, settings, api }: FanOut<Tx>,
  lease: Lease,
  ending: Ending,
): MonoTypeOperatorFunction<T> {
  const { leaseMs } = settings;
  const heartbeats = interval(leaseMs / BEATS, api.scheduler).pipe(
    filter(() => !ending.isBegun),
    exhaustMap(() =>
      inbox
        .extend(lease, leaseMs)
        .pipe(catchError((error: unknown) => (ending.isBegun || isStoreDown(error) ? EMPTY : throwError(() => error)))),
    ),
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

function isStoreDown(error: unknown): boolean {
  return isAggregationError(error) && error.name === 'StoreUnavailableError';
}
