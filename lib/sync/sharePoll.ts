import { EMPTY, Observable, type Subscriber } from 'rxjs';
import { isAggregationError } from '../errors/isAggregationError.js';
import type { QueueId } from '../model/Identity.js';
import type { QueuePage, QueueRetry, QueueTick } from '../model/QueueTick.js';
import { poll, type PollTick } from '../operators/poll.js';
import { Stage } from '../operators/Stage.js';
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
  const asked = pollWith(
    poller,
    () => poller.user.subscribeQueue(),
    () => false,
  );
  return new Observable((subscriber) => asked.subscribe(new Subscribing(poller, queuesLeft, subscriber)));
}

/** Waits for a queue of the user's own, then hands over to its poller. */
class Subscribing extends Stage<PollTick<QueueId>, QueueTick> {
  constructor(
    private readonly poller: Poller,
    private readonly queuesLeft: number,
    destination: Subscriber<QueueTick>,
  ) {
    super(destination);
  }

  protected take(tick: PollTick<QueueId>): void {
    if (tick.kind === 'retrying') {
      this.destination.next(toRetry('subscribe queue', tick));
      return;
    }
    const queue = pollOne(this.poller, tick.value, this.queuesLeft - 1);
    this.unsubscribe();
    queue.subscribe(this.destination);
  }

  override error(error: unknown): void {
    if (!isUnavailable(error)) super.error(error);
    else {
      this.destination.next({ kind: 'gone' });
      super.complete();
    }
  }
}

function pollOne(poller: Poller, queueId: QueueId, queuesLeft: number): Observable<QueueTick> {
  return new Observable((subscriber) => {
    const reader = poller.user.openQueue(queueId);
    const readings = pollWith(
      poller,
      () => reader.read(),
      ({ kind }) => kind === 'page',
    );
    readings.subscribe(new Paging(queueId, () => pollNew(poller, queuesLeft), subscriber));
  });
}

/** Makes pages of the readings of one queue; when that is gone, hands over to its replacement. */
class Paging extends Stage<PollTick<QueueReading>, QueueTick> {
  private page: QueuePage;

  constructor(
    private readonly queueId: QueueId,
    private readonly replacement: () => Observable<QueueTick>,
    destination: Subscriber<QueueTick>,
  ) {
    super(destination);
    this.page = { kind: 'page', queueId, events: [], quarantined: [], unchanged: true };
  }

  protected take(tick: PollTick<QueueReading>): void {
    if (tick.kind === 'retrying') this.destination.next(toRetry('read queue', tick));
    else this.destination.next((this.page = toPage(this.queueId, tick.value, this.page)));
  }

  override error(error: unknown): void {
    if (!isUnavailable(error)) {
      super.error(error);
      return;
    }
    this.unsubscribe();
    this.destination.next({ kind: 'gone', queueId: this.queueId });
    if (isMissing(error)) this.replacement().subscribe(this.destination);
    else this.destination.complete();
  }
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
