import type { Observable } from 'rxjs';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import type { QueueApi } from '../ports/QueueApi.js';
import { joinOrRun } from './joinOrRun.js';
import { resolveSyncOptions, type SyncOptions } from './options.js';
import { resolveSyncRequest, type SyncRequest } from './requests.js';
import { withAccounts } from './withAccounts.js';

/**
 * Triggers the sync of one connection and follows it to its one outcome.
 *
 * ```marble
 * POST     --t
 * queue    p----p----p----p----p
 * updates  --T--e----e----(ED)-(eO|)
 * ```
 *
 * Cold: nothing happens before subscribing. Whoever subscribes while the sync runs joins it and is given its updates from
 * the start (the last 256); subscribing again to the same Observable, after an error, a restart or the end, never posts a
 * second time. Unsubscribing frees every timer and socket; the bank's job goes on. How the sync ended is a value, see
 * docs/outcomes.md; the error channel means that it is not known: credentials were refused, or nothing was triggered
 * because the baseline could not be read. Memory: O(ids in the queue).
 *
 * Beware of `type: 'LIST_ACCOUNTS'`: upstream brings accounts back that the user had deleted.
 *
 * @param user whose connection, from `api.forUser(userId)`
 * @param request which connection, and what for
 * @param options cadence, graces and deadline
 * @example
 * syncConnection(api.forUser('u1'), { connectionId: '7' }).pipe(outcomes()).subscribe(({ result }) => console.log(result));
 */
export function syncConnection(
  user: QueueApi,
  request: SyncRequest,
  options: SyncOptions = {},
): Observable<SyncUpdate> {
  const plan = resolveSyncRequest(request);
  return joinOrRun(user, plan, resolveSyncOptions(options)).pipe(withAccounts(user, plan));
}
