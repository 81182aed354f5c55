import type { Observable } from 'rxjs';
import type { QueueTick } from '../model/QueueTick.js';
import { afterFirstRead } from './afterFirstRead.js';
import type { SyncSession } from './SyncSession.js';

/**
 * Polls the run's queue, decoded by the port that reads it, from the first read that tells how the queue stands.
 *
 * ```marble
 * queue        -r-p-p
 * pollDecoded  ---p-p
 * ```
 *
 * Others who follow the same queue share its one poller. Errors: as `afterFirstRead` and `sharePoll`.
 *
 * @param session the run's surroundings
 * @example
 * pollDecoded(session).pipe(openWith((first) => readBaseline(session).pipe(triggerRun(session, first)), follow));
 */
export function pollDecoded(session: SyncSession): Observable<QueueTick> {
  return session.queue.values.pipe(afterFirstRead(session));
}
