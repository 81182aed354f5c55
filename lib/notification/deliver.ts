import {
  catchError,
  concatMap,
  defer,
  endWith,
  finalize,
  from,
  ignoreElements,
  isObservable,
  map,
  type Observable,
  tap,
  throwError,
  timeout,
} from 'rxjs';
import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import { isAggregationError } from '../errors/isAggregationError.js';
import { digestText } from '../model/digestBytes.js';
import type { Lease } from '../ports/InboxStore.js';
import { aboutEntry } from './aboutEntry.js';
import { AbortOnce } from './AbortOnce.js';
import { CommitOnce } from './CommitOnce.js';
import type { Delivered } from './ConsumeUpdate.js';
import type { Delivery } from './Delivery.js';
import type { Ending, FanOut, NotificationHandler } from './FanOut.js';
import type { FetchedWindow } from './fetchWindow.js';
import { HandlerFailedError } from './HandlerFailedError.js';
import { toChanges } from './toChanges.js';
import { writeAgain } from './writeAgain.js';

/**
 * Hands a fetched window to the handler; what the handler returns is the acknowledgement.
 *
 * ```marble
 * handler  ---|
 * output   ---(d|)
 * ```
 *
 * When it completes or resolves, the entry is acknowledged, unless `commit` has done so already; when it errors, rejects
 * or takes longer than its deadline, HandlerFailedError. What a committed handler does afterwards changes nothing; a
 * commit that failed is a failure also of a handler that says nothing of it. A handler that returns anything else, or
 * made a commit and subscribed to none, was written wrong: InvalidOptionError. Memory: none of its own.
 *
 * @param fanOut the surroundings
 * @param lease under which it is worked on
 * @param fetched the pages
 * @param ending told when the acknowledgement begins
 * @example
 * fetchWindow(fanOut, lease, held).pipe(concatMap((fetched) => deliver(fanOut, lease, fetched, ending)));
 */
export function deliver<Tx>(
  fanOut: FanOut<Tx>,
  lease: Lease,
  fetched: FetchedWindow,
  ending: Ending,
): Observable<Delivered> {
  return defer(() => {
    const abort = new AbortOnce();
    const commit = new CommitOnce(fanOut.inbox, lease, ending);
    const delivery = toDelivery(lease, fetched, abort, commit);
    return concatMapEnd(
      handled(fanOut, delivery).pipe(catchError((error: unknown) => unlessCommitted(commit, error))),
      () => (commit.isForgotten ? throwError(() => forgotten()) : (commit.result ?? acked(fanOut, lease, ending))),
    ).pipe(
      catchError((error: unknown) => throwError(() => asOurs(error))),
      tap(() => (fanOut.health.lastHandledAt = fanOut.api.scheduler.now())),
      map(() => toDelivered(lease, fetched)),
      finalize(() => {
        abort.abort();
      }),
    );
  });
}

/** Emits once when both have come to their end. */
function concatMapEnd(first: Observable<unknown>, second: () => Observable<unknown>): Observable<unknown> {
  return first.pipe(
    ignoreElements(),
    endWith(0),
    concatMap(() => second().pipe(ignoreElements(), endWith(0))),
  );
}

function unlessCommitted<Tx>({ result }: CommitOnce<Tx>, error: unknown): Observable<unknown> {
  const failed = throwError(() => error);
  return result === undefined ? failed : result.pipe(catchError(() => failed));
}

function acked<Tx>({ inbox, api }: FanOut<Tx>, lease: Lease, ending: Ending): Observable<void> {
  return defer(() => {
    ending.isBegun = true;
    return inbox.ack(lease);
  }).pipe(writeAgain(api));
}

function handled<Tx>({ handler, settings, api }: FanOut<Tx>, delivery: Delivery<Tx>): Observable<unknown> {
  return defer(() => from(started(handler, delivery))).pipe(
    ignoreElements(),
    endWith(0),
    timeout({
      first: settings.handlerDeadlineMs,
      scheduler: api.scheduler,
      with: () => throwError(() => new HandlerFailedError('handlerTimedOut')),
    }),
  );
}

/** `await commit(…)` resolves without a commit: an Observable is not thenable. */
function forgotten(): InvalidOptionError {
  const expected = 'one that subscribes to its commit: returns `commit(…)`, or awaits `firstValueFrom(commit(…))`';
  return new InvalidOptionError('handler', 'a `commit(…)` without a subscriber', expected);
}

/** To return nothing, or a list, is to acknowledge what is not stored yet; no user is to blame for it. */
function started<Tx>(handler: NotificationHandler<Tx>, delivery: Delivery<Tx>): ReturnType<NotificationHandler<Tx>> {
  const returned: unknown = handler(delivery);
  if (isInput(returned)) return returned;
  const kind = Array.isArray(returned) ? 'an array' : typeof returned;
  throw new InvalidOptionError('handler', kind, 'one that returns an Observable or promise');
}

function isInput(returned: unknown): returned is ReturnType<NotificationHandler> {
  return isObservable(returned) || isThenable(returned);
}

function isThenable(returned: unknown): returned is PromiseLike<unknown> {
  return typeof returned === 'object' && returned !== null && 'then' in returned && typeof returned.then === 'function';
}

/** What `commit` and `ack` error with is the inbox's own trouble, not the handler's. */
function asOurs(cause: unknown): unknown {
  const isOurs =
    cause instanceof HandlerFailedError ||
    (isAggregationError(cause) &&
      ['LeaseLostError', 'StoreUnavailableError', 'InvalidOptionError'].includes(cause.name));
  return isOurs ? cause : new HandlerFailedError('handlerFailed', { cause });
}

function toDelivery<Tx>(
  lease: Lease,
  { held, unsettled }: FetchedWindow,
  abort: AbortOnce,
  commit: CommitOnce<Tx>,
): Delivery<Tx> {
  const { tenant, userId, window, attempt, fence, replayed } = lease;
  return {
    key: digestText(`${lease.key} ${held.digest}`),
    ...{ tenant, userId, window, attempt, fence, replayed, unsettled },
    get signal() {
      return abort.signal;
    },
    pages: held.pages,
    changes: toChanges(held.pages),
    commit: (work) => commit.run(work),
  };
}

function toDelivered(lease: Lease, { held, unsettled }: FetchedWindow): Delivered {
  return { kind: 'delivered', ...aboutEntry(lease), bytes: held.bytes, replayed: lease.replayed, unsettled };
}
