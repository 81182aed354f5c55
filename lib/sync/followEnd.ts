import { defer, map, merge, type Observable, scan, Subject, takeWhile, tap } from 'rxjs';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { followedBy } from '../operators/followedBy.js';
import { concludeWatch } from './concludeWatch.js';
import type { QueueNews } from './dedupeEvents.js';
import { lookAtDeadline } from './lookAtDeadline.js';
import { lookRepeatedly } from './lookRepeatedly.js';
import { observe } from './observe.js';
import type { SyncSession } from './SyncSession.js';
import { toObservation } from './toObservation.js';
import type { Watch } from './Watch.js';

/**
 * Follows one connection to its outcome: observes queue and connection, ends by the terminal rule, drains, concludes.
 *
 * ```marble
 * news     -e--e--E---r---r
 * updates  -e--e--(ED)----(O|)
 * ```
 *
 * Emits batches. A suspicion makes it look at the connection at once; an end that only the connection shows makes it read
 * the queue once more. Ends at the run's deadline with a last look. Memory: what is known of the connection. Errors: those
 * of `news`, and refusals of a look.
 *
 * @param session the run's surroundings
 * @param start what is known of the connection at the beginning
 * @param news what the queue brings, for all connections
 * @example
 * followEnd(session, startWatch(run, trigger, baseline, 'all'), news).subscribe((updates) => console.log(updates.length));
 */
export function followEnd(
  session: SyncSession,
  start: Watch,
  news: Observable<QueueNews>,
): Observable<readonly SyncUpdate[]> {
  return defer(() => {
    const suspicions = new Subject<void>();
    return merge(
      news.pipe(map(toObservation(session, start))),
      lookRepeatedly(session, start.connectionId, suspicions),
      lookAtDeadline(session, start.connectionId, news),
    ).pipe(
      scan(observe(session.settings), start),
      tap((watch) => {
        if (watch.verdict.kind === 'suspected') suspicions.next();
        if (watch.verdict.kind === 'unconfirmed') session.readQueueNow();
      }),
      takeWhile(({ verdict }) => verdict.kind !== 'ended', true),
      followedBy((watch) => concludeWatch(session, watch, news).pipe(map((updates) => ({ updates })))),
      map(({ updates }) => updates),
    );
  });
}
