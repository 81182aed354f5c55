import { type Observable, throttleTime } from 'rxjs';
import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { flatten } from '../operators/flatten.js';
import type { QueueApi } from '../ports/QueueApi.js';
import { inSession } from './inSession.js';
import { followRun } from './openRun.js';
import { resolveSyncOptions, type SyncOptions } from './options.js';
import { type FollowRequest, resolveSyncRequest } from './requests.js';
import type { RunBatch } from './RunBatch.js';
import { runSync } from './syncConnection.js';

/**
 * Follows a sync that somebody else started (the widget, the night, an API read) to its one outcome; triggers nothing.
 *
 * ```marble
 * queue    p----p----p----p----p
 * updates  --T--e----e----(ED)-(eO|)
 * ```
 *
 * What counts as the end is what counts for `syncConnection`, with `since` in place of the trigger. A connection that is
 * at rest and stays so ends as `notStarted` after the grace. A hint, such as a webhook, only makes it look at once. Not
 * journalled: subscribing again follows from then on.
 *
 * @param user whose connection, from `api.forUser(userId)`
 * @param request which connection, and since when
 * @param options cadence, graces and deadline
 * @example
 * followConnection(api.forUser('u1'), { connectionId: '7' }).pipe(outcomes()).subscribe(({ result }) => console.log(result));
 */
export function followConnection(
  user: QueueApi,
  request: FollowRequest,
  options: SyncOptions = {},
): Observable<SyncUpdate> {
  const { connectionId, queueId, since, hints } = request;
  const plan = resolveSyncRequest({ connectionId, ...(queueId !== undefined && { queueId }) });
  const settings = resolveSyncOptions(options);
  if (since !== undefined && Number.isNaN(since.getTime()))
    throw new InvalidOptionError('since', since, 'a valid date');
  // A storm of hints is one reason to look, not many.
  const throttled = throttleTime(settings.pollEveryMs, user.scheduler, { leading: true, trailing: true });
  return inSession(
    user,
    plan,
    settings,
    { operation: 'follow', queueId, hints: hints?.pipe(throttled), isJournalled: false, isProgress: hasEvents },
    (session) => runSync(session, followRun(since)),
  ).pipe(flatten(({ updates }) => updates));
}

function hasEvents({ updates }: RunBatch): boolean {
  return updates.some(({ kind }) => kind === 'event');
}
