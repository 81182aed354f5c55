import { concat, concatMap, defer, type Observable, repeat } from 'rxjs';
import { pause } from '../operators/pause.js';
import { pullFrom } from '../operators/pullFrom.js';
import { type Credit, pullMap } from '../operators/pullMap.js';
import type { InboxStore } from '../ports/InboxStore.js';
import type { NotificationApi } from '../ports/NotificationApi.js';
import { findUnrecoverable } from './findUnrecoverable.js';
import { type ReconcileOptions, resolveReconcileOptions } from './reconcileOptions.js';
import type { ReconcileUpdate } from './ReconcileUpdate.js';
import { stretchesToSweep } from './stretchesToSweep.js';
import { sweepStretch } from './sweepStretch.js';

/** Pulled, not concatenated: hundreds of stretches may end at once, and must not pile up on the stack. */
const ONE_AT_A_TIME: Credit = { room: (inFlight) => 1 - inFlight };

/**
 * Asks upstream's events API for every stretch of time that is not proven, and puts what no notice told into the inbox.
 *
 * ```marble
 * gaps     a-b---------c---
 * updates  --A-B---------C-
 * ```
 *
 * Begins at once and again every 15 minutes. A stretch is proven *quiet* or found *missed*, and what was missed is fetched
 * like anything else: a webhook that never came costs time and not data. What is older than upstream's memory is reported
 * once as `unrecoverable`. Memory: O(1). Never completes. Errors: only what repeating does not mend, such as refused
 * credentials; subscribing again goes on where it was.
 *
 * @param api from `createYodlee`
 * @param inbox the store whose ledger says what is proven
 * @param options cadence and horizon
 * @example
 * merge(consumeNotifications(api, inbox, handler), reconcile(api, inbox)).subscribe();
 */
export function reconcile(
  api: NotificationApi,
  inbox: InboxStore,
  options: ReconcileOptions = {},
): Observable<ReconcileUpdate> {
  const settings = resolveReconcileOptions(options);
  return defer(() => {
    const sweep = { api, inbox, settings };
    const lost = findUnrecoverable(sweep);
    return concat(
      lost,
      stretchesToSweep(sweep).pipe(
        concatMap((stretches) =>
          pullMap(pullFrom(stretches), (stretch) => sweepStretch(sweep, stretch), ONE_AT_A_TIME),
        ),
      ),
    ).pipe(repeat({ delay: () => pause(settings.everyMs, api.scheduler) }));
  });
}
