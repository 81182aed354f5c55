import type { Observable } from 'rxjs';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { openWith } from '../operators/openWith.js';
import type { QueueApi } from '../ports/QueueApi.js';
import { dedupeEvents } from './dedupeEvents.js';
import { followOpened } from './followOpened.js';
import { fromBaselineOn } from './fromBaselineOn.js';
import { joinOrRun } from './joinOrRun.js';
import { journalUpdates } from './journalUpdates.js';
import { type RunBeginning, takeUpKnown, triggerRun } from './openRun.js';
import { resolveSyncOptions, type SyncOptions } from './options.js';
import { pollDecoded } from './pollDecoded.js';
import { readBaseline } from './readBaseline.js';
import { resolveSyncRequest, type SyncRequest } from './requests.js';
import type { RunBatch } from './RunBatch.js';
import type { SyncSession } from './SyncSession.js';
import { takeThroughEnd } from './takeThroughEnd.js';
import { whatBelongsTo } from './whatBelongsTo.js';
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
  return joinOrRun(user, plan, resolveSyncOptions(options), runSync).pipe(withAccounts(user, plan));
}

/**
 * The pipe of every run: one that is triggered here, of one connection or of all, one that the journal holds, and one
 * that somebody else started.
 *
 * The queue is polled from before the trigger until after the end without a pause in listening, so that a queue which
 * forgets what it has told loses nothing.
 *
 * @param session the run's surroundings
 * @param begin makes of its baseline a run that begins, given how the queue stands. @defaultValue triggers it
 * @example
 * joinOrRun(user, plan, settings, runSync).subscribe();
 */
export function runSync(session: SyncSession, begin: RunBeginning = triggerRun): Observable<RunBatch> {
  return pollDecoded(session).pipe(
    openWith(
      (first) => takeUpKnown(session) ?? readBaseline(session).pipe(begin(session, first)),
      followOpened(session, ({ run, isNew, watches }, ticks) =>
        ticks.pipe(
          fromBaselineOn(isNew),
          dedupeEvents(run.seen),
          whatBelongsTo(session, watches),
          takeThroughEnd(session, run, watches),
          journalUpdates(session, run, watches.length),
        ),
      ),
    ),
  );
}
