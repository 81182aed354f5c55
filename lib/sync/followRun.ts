import { concatMap, connect, merge, type Observable } from 'rxjs';
import type { QueueTick } from '../model/QueueTick.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { precededBy } from '../operators/precededBy.js';
import { dedupeEvents } from './dedupeEvents.js';
import { followEnd } from './followEnd.js';
import { journalUpdates } from './journalUpdates.js';
import { startWatches } from './startWatches.js';
import type { SyncSession } from './SyncSession.js';
import { tellQueue } from './tellQueue.js';
import { toTriggered } from './toTriggered.js';

/**
 * Follows every connection of a run to its outcome, from what the journal has told of it on.
 *
 * ```marble
 * ticks    p---p---p---p---p
 * updates  T---e---e---(ED)(eO|)
 * ```
 *
 * One reading of the queue serves all connections. Batches are journalled before anything of them is emitted; they are
 * flattened here, once. Memory: O(connections + ids of the last two reads). Completes with the last outcome.
 *
 * @param session the run's surroundings
 * @param run the run, triggered
 * @param ticks what the queue's poller brings
 * @example
 * followRun(session, run, ticks).pipe(outcomes()).subscribe(({ result }) => console.log(result));
 */
export function followRun(session: SyncSession, run: SyncRun, ticks: Observable<QueueTick>): Observable<SyncUpdate> {
  const watches = startWatches(run, session.plan.until, session.settings);
  const followed = ticks.pipe(
    dedupeEvents(run.seen),
    connect((news) => merge(tellQueue(session, run, news), ...watches.map((watch) => followEnd(session, watch, news)))),
  );
  const begun = run.updates.length === 0 ? watches.flatMap(toTriggered) : [];
  return followed.pipe(
    precededBy<readonly SyncUpdate[]>([begun]),
    journalUpdates(session, run, watches.length),
    concatMap((batch) => batch),
    precededBy(run.updates),
  );
}
