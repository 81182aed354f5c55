import {
  catchError,
  concatMap,
  defer,
  endWith,
  finalize,
  from,
  ignoreElements,
  map,
  type Observable,
  of,
  tap,
  throwError,
  timeout,
} from 'rxjs';
import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import { isAggregationError } from '../errors/isAggregationError.js';
import { digestText } from '../model/digestBytes.js';
import type { Lease } from '../ports/InboxStore.js';
import type { Delivered } from './ConsumeUpdate.js';
import type { Delivery } from './Delivery.js';
import type { FanOut } from './FanOut.js';
import type { FetchedWindow } from './fetchWindow.js';
import { HandlerFailedError } from './HandlerFailedError.js';
import { toChanges } from './toChanges.js';

/**
 * Hands a fetched window to the handler; what the handler returns is the acknowledgement.
 *
 * ```marble
 * handler  ---|
 * output   ---(d|)
 * ```
 *
 * When it completes or resolves, the entry is acknowledged, unless `commit` has done so already; when it errors, rejects
 * or takes longer than its deadline, HandlerFailedError. What a committed handler does afterwards changes nothing.
 * Memory: none of its own.
 *
 * @param fanOut the surroundings
 * @param lease under which it is worked on
 * @param fetched the pages
 * @example
 * fetchWindow(fanOut, lease, held).pipe(concatMap((fetched) => deliver(fanOut, lease, fetched)));
 */
export function deliver<Tx>(fanOut: FanOut<Tx>, lease: Lease, fetched: FetchedWindow): Observable<Delivered> {
  return defer(() => {
    const abort = new AbortController();
    const ack = { isDone: false };
    const delivery = toDelivery(fanOut, lease, fetched, { signal: abort.signal, ack });
    return handled(fanOut, delivery).pipe(
      catchError((error: unknown) => (ack.isDone ? of(0) : throwError(() => error))),
      concatMap(() => (ack.isDone ? of(undefined) : fanOut.inbox.ack(lease))),
      map(() => toDelivered(lease, fetched)),
      finalize(() => {
        abort.abort();
      }),
    );
  });
}

function handled<Tx>({ handler, settings, api }: FanOut<Tx>, delivery: Delivery<Tx>): Observable<unknown> {
  return defer(() => from(handler(delivery))).pipe(
    ignoreElements(),
    endWith(0),
    timeout({
      first: settings.handlerDeadlineMs,
      scheduler: api.scheduler,
      with: () => throwError(() => new HandlerFailedError('handlerTimedOut')),
    }),
    catchError((cause: unknown) =>
      throwError(() => (isOurs(cause) ? cause : new HandlerFailedError('handlerFailed', { cause }))),
    ),
  );
}

/** What `commit` errors with is the inbox's own trouble, not the handler's. */
function isOurs(cause: unknown): boolean {
  if (cause instanceof HandlerFailedError) return true;
  return (
    isAggregationError(cause) && ['LeaseLostError', 'StoreUnavailableError', 'InvalidOptionError'].includes(cause.name)
  );
}

function toDelivery<Tx>(
  { inbox }: FanOut<Tx>,
  lease: Lease,
  { held, unsettled }: FetchedWindow,
  { signal, ack }: { readonly signal: AbortSignal; readonly ack: { isDone: boolean } },
): Delivery<Tx> {
  const { tenant, userId, window, attempt, fence, replayed } = lease;
  return {
    key: digestText(`${lease.key} ${held.digest}`),
    ...{ tenant, userId, window, attempt, fence, replayed, unsettled, signal },
    pages: held.pages,
    changes: toChanges(held.pages),
    commit: (work) =>
      defer(() => {
        if (!inbox.supports.commit)
          throw new InvalidOptionError('inbox', inbox.durability.engine, 'an engine with `commit`');
        return inbox.commit(lease, work);
      }).pipe(
        tap(() => {
          ack.isDone = true;
        }),
      ),
  };
}

function toDelivered({ key, userId, window, attempt, replayed }: Lease, { held, unsettled }: FetchedWindow): Delivered {
  return { kind: 'delivered', key, userId, window, attempt, bytes: held.bytes, replayed, unsettled };
}
