import { catchError, concat, concatMap, defer, EMPTY, map, type Observable, of, takeWhile, throwError } from 'rxjs';
import { isAggregationError } from '../errors/isAggregationError.js';
import type { QueueId } from '../model/Identity.js';
import type { QueueGone, QueuePage, QueueRetry, QueueTick } from '../model/QueueTick.js';
import { poll, type PollTick } from '../operators/poll.js';
import type { QueueApi, QueueReading } from '../ports/QueueApi.js';
import type { SharedPlace } from '../ports/SharedStreams.js';
import type { SyncOptions } from './options.js';
import { toRetrying } from './toRetrying.js';

/** New queues that one poller asks for in its life; after them the connection itself must do. */
const QUEUES_AT_MOST = 4;

interface Poller {
  readonly user: QueueApi;
  readonly settings: Required<SyncOptions>;
  readonly wakes: Observable<void>;
  readonly patienceMs: () => number;
}

/**
 * Polls a queue once, whoever listens; a queue that vanishes is replaced, and its end is told.
 *
 * ```marble
 * queue    p---u---p---#
 * ticks    p---u---p---(gp)
 * ```
 *
 * At most one read is in flight. The pause adapts between `pollEveryMs` and the least `maxDetectionLagMs` of those who
 * listen. Failed reads are told and repeated for ever; the listener's deadline ends that. A queue that cannot be had
 * (403, 404, 405) gives one `gone` and no more. Memory: the last page. Errors: refused credentials.
 *
 * @param user whose queue
 * @param settings cadence and back-off
 * @param queueId the queue to read; without one the user's own is subscribed, one for all syncs of that user
 * @example
 * sharePoll(user, resolveSyncOptions({})).values.subscribe();
 */
export function sharePoll(user: QueueApi, settings: Required<SyncOptions>, queueId?: QueueId): SharedPlace<QueueTick> {
  const key = queueId === undefined ? 'own' : `queue ${queueId}`;
  return user.pollers.join(key, settings.maxDetectionLagMs, (demand) => {
    const poller = { user, settings, wakes: demand.wakes, patienceMs: demand.patienceMs };
    return queueId === undefined ? pollNew(poller, QUEUES_AT_MOST) : pollOne(poller, queueId, QUEUES_AT_MOST);
  });
}

function pollNew(poller: Poller, queuesLeft: number): Observable<QueueTick> {
  if (queuesLeft === 0) return EMPTY;
  return pollWith(
    poller,
    () => poller.user.subscribeQueue(),
    () => false,
  ).pipe(
    takeWhile(({ kind }) => kind === 'retrying', true),
    concatMap((tick) =>
      tick.kind === 'retrying' ? of(toRetry('subscribe queue', tick)) : pollOne(poller, tick.value, queuesLeft - 1),
    ),
    catchError((error: unknown) => (isUnavailable(error) ? of<QueueGone>({ kind: 'gone' }) : throwError(() => error))),
  );
}

function pollOne(poller: Poller, queueId: QueueId, queuesLeft: number): Observable<QueueTick> {
  return defer(() => {
    const reader = poller.user.openQueue(queueId);
    let page: QueuePage = { kind: 'page', queueId, events: [], quarantined: [], unchanged: true };
    return pollWith(
      poller,
      () => reader.read(),
      ({ kind }) => kind === 'page',
    ).pipe(
      map((tick): QueueTick => {
        if (tick.kind === 'retrying') return toRetry('read queue', tick);
        page = toPage(queueId, tick.value, page);
        return page;
      }),
    );
  }).pipe(
    catchError((error: unknown) => {
      if (!isUnavailable(error)) return throwError(() => error);
      const gone = of<QueueGone>({ kind: 'gone', queueId });
      return isMissing(error) ? concat(gone, pollNew(poller, queuesLeft)) : gone;
    }),
  );
}

function pollWith<T>(
  { user, settings, wakes, patienceMs }: Poller,
  read: () => Observable<T>,
  isNews: (value: T) => boolean,
) {
  return poll(read, {
    everyMs: settings.pollEveryMs,
    maxEveryMs: patienceMs,
    retryBaseMs: settings.retryBaseMs,
    retryCapMs: settings.retryCapMs,
    isNews,
    wakes,
    scheduler: user.scheduler,
    entropy: user.entropy,
  });
}

function toPage(queueId: QueueId, reading: QueueReading, last: QueuePage): QueuePage {
  if (reading.kind === 'page') {
    return { kind: 'page', queueId, events: reading.events, quarantined: reading.quarantined, unchanged: false };
  }
  return last.unchanged ? last : { ...last, unchanged: true };
}

function toRetry(operation: string, tick: Extract<PollTick<unknown>, { kind: 'retrying' }>): QueueRetry {
  return { kind: 'retry', notice: toRetrying(operation, tick), error: tick.error };
}

function isMissing(error: unknown): boolean {
  return isAggregationError(error) && error.name === 'NotFoundError';
}

function isUnavailable(error: unknown): boolean {
  if (!isAggregationError(error)) return false;
  const { name } = error;
  return (
    name === 'NotFoundError' ||
    name === 'AccessDeniedError' ||
    name === 'ResponseTooLargeError' ||
    name === 'UpstreamStatusError'
  );
}
