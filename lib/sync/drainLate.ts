import {
  concat,
  defer,
  EMPTY,
  filter,
  ignoreElements,
  type Observable,
  of,
  startWith,
  switchMap,
  take,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
import type { QueueRetry } from '../model/QueueTick.js';
import type { QueueNews, QueueRead } from './dedupeEvents.js';
import type { SyncSession } from './SyncSession.js';

/** Time that one read is waited for; a queue that answers no more must not hold the outcome back. Unit: ms */
const READ_PATIENCE_MS = 5_000;

/**
 * Reads the queue a few times more after the end, for events that come late.
 *
 * ```marble
 * news     ---r---r---r
 * drain    ---r---(r|)  2 reads
 * ```
 *
 * Every read that arrives counts, a failed one too. Waits for each read no longer than its pause and 5 s. Errors: those of
 * `news`. Completes after `drainPolls` reads.
 *
 * @param session the run, with the number of reads and the pause before each
 * @param news what the queue brings
 * @example
 * drainLate(session, news).subscribe(({ kind }) => console.log(kind));
 */
export function drainLate(
  { user, settings, readQueueNow }: SyncSession,
  news: Observable<QueueNews>,
): Observable<QueueRead | QueueRetry> {
  const { drainPolls, drainEveryMs } = settings;
  const nextRead = defer(() => timer(drainEveryMs, user.scheduler)).pipe(tap(readQueueNow), ignoreElements());
  return news.pipe(
    filter((tick) => tick.kind !== 'gone'),
    startWith(undefined),
    take(drainPolls + 1),
    switchMap((read, reads) => concat(read === undefined ? EMPTY : of(read), reads < drainPolls ? nextRead : EMPTY)),
    takeUntil(timer(drainPolls * (drainEveryMs + READ_PATIENCE_MS), user.scheduler)),
  );
}
