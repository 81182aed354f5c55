import type { Observable } from 'rxjs';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import type { QueueApi } from '../ports/QueueApi.js';
import { joinOrRun } from './joinOrRun.js';
import { resolveSyncOptions } from './options.js';
import { requireId, type SyncAllOptions } from './requests.js';
import { runSync } from './syncConnection.js';
import { ALL_CONNECTIONS } from './SyncSession.js';

/**
 * Triggers the sync of all connections of a user with one POST, and follows each to its outcome.
 *
 * ```marble
 * POST     --t
 * queue    p----p----p----p----p
 * updates  --(TT)----e----(EO)-(EOS|)
 * ```
 *
 * One poller serves all. Each connection ends by itself: one that fails, or never ends, leaves the others alone. The last
 * value is a `summary` of every outcome, which is empty when upstream had nothing to sync. Joining, repeating and errors:
 * as `syncConnection`.
 *
 * @param user whose connections, from `api.forUser(userId)`
 * @param options cadence, graces and deadline
 * @example
 * syncAllConnections(api.forUser('u1')).pipe(outcomes()).subscribe(({ connectionId, result }) => console.log(connectionId, result));
 */
export function syncAllConnections(user: QueueApi, options: SyncAllOptions = {}): Observable<SyncUpdate> {
  const { queueId, ...given } = options;
  if (queueId !== undefined) requireId('queueId', queueId);
  const plan = { scope: ALL_CONNECTIONS, type: 'ALL', until: 'all', queueId, unattended: false } as const;
  return joinOrRun(user, plan, resolveSyncOptions(given), runSync);
}
