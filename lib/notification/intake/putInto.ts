import { concatMap, forkJoin, map, type Observable, of, type OperatorFunction } from 'rxjs';
import type { InboxStore, PutOptions, PutReceipt } from '../../ports/InboxStore.js';
import type { NotificationApi } from '../../ports/NotificationApi.js';
import { answerWithin } from './answerWithin.js';
import type { KnownBatch } from './keepKnownUsers.js';
import type { NoticeBatch } from './NoticeBatch.js';
import type { IntakeSettings } from './options.js';
import { refuseAs } from './refuseAs.js';

/** A batch that is on stable storage, and what became of it there. */
export interface KeptBatch extends KnownBatch {
  readonly receipt: PutReceipt;
}

type Waits = Pick<IntakeSettings, 'settleMs' | 'maxWaitMs' | 'storeDeadlineMs'>;

const NOTHING_PUT: PutReceipt = { added: 0, known: 0, erased: 0, expired: 0 };

/**
 * Puts batches into the inbox; gives each when all of it is on stable storage.
 *
 * ```marble
 * source   -b|
 * put      ---(k|)
 * putInto  ----(k|)
 * ```
 *
 * The last batch of a notice of changed data also says which stretch of time the notice spoke of, unless a part of it
 * could not be used or did not come: then the sweep has to ask. Memory: the batch. Errors with a Refusal: `store`, or
 * `storeDeadline` when the store does not answer in time; it may have stored the batch then, which does no harm.
 *
 * @param inbox where to
 * @param api whose tenant it is, and clock of the deadline
 * @param waits how long users settle, and how long the store may take
 * @example
 * known.pipe(putInto(inbox, api, { settleMs: 2_000, maxWaitMs: 30_000, storeDeadlineMs: 5_000 }));
 */
export function putInto(
  inbox: Pick<InboxStore, 'put' | 'quarantine'>,
  api: Pick<NotificationApi, 'tenant' | 'scheduler' | 'upstreamNow'>,
  { settleMs, maxWaitMs, storeDeadlineMs }: Waits,
): OperatorFunction<KnownBatch, KeptBatch> {
  const { tenant, scheduler } = api;
  const within = <T>(stored: Observable<T>): Observable<T> =>
    stored.pipe(answerWithin(storeDeadlineMs, 'storeDeadline', scheduler));
  return concatMap((known) => {
    const { intents, quarantined } = known.batch;
    const covers = coveredBy(known.batch);
    const now = api.upstreamNow();
    const options: PutOptions = { origin: 'notice', settleMs, maxWaitMs, now, ...(covers && { covers }) };
    const isPut = intents.length > 0 || covers !== undefined;
    return forkJoin([
      isPut ? within(inbox.put(tenant, intents, options)) : of(NOTHING_PUT),
      quarantined.length > 0 ? within(inbox.quarantine(tenant, quarantined)) : of(undefined),
    ]).pipe(
      map(([receipt]) => ({ ...known, receipt })),
      refuseAs('store'),
    );
  });
}

function coveredBy({ whole }: NoticeBatch): PutOptions['covers'] {
  const { notification, users, bad = 0 } = whole ?? {};
  if (notification?.kind !== 'dataUpdates' || bad > 0) return undefined;
  return notification.userCount === undefined || notification.userCount === users ? notification.window : undefined;
}
