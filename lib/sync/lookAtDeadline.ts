import { catchError, map, type Observable, of, take, throwIfEmpty, timeout } from 'rxjs';
import type { ConnectionId } from '../model/Identity.js';
import { findConnection } from './findConnection.js';
import type { SyncSession } from './SyncSession.js';
import type { Observation } from './Watch.js';

/** Time that the last look is given; the caller waits for it. Unit: ms */
const LAST_LOOK_MS = 2_000;

/**
 * Looks at the connection once more when the run's time is up, so that an end which is there is never called a time-out.
 *
 * ```marble
 * answer   --(c|)
 * looks    --(d|)
 * ```
 *
 * A look that fails, or takes longer than 2 s, gives the deadline without a state and says so. Errors: none. Completes
 * after the look.
 *
 * @param session the run's surroundings
 * @param connectionId which connection
 * @example
 * lookAtDeadline(session, '7').subscribe(({ kind }) => console.log(kind)); // deadline
 */
export function lookAtDeadline({ user }: SyncSession, connectionId: ConnectionId): Observable<Observation> {
  return findConnection(user, connectionId, { deadlineMs: LAST_LOOK_MS }).pipe(
    take(1),
    throwIfEmpty(),
    timeout({ first: LAST_LOOK_MS, scheduler: user.scheduler }),
    map(({ connection }): Observation => ({ kind: 'deadline', failed: false, ...(connection && { connection }) })),
    catchError(() => of<Observation>({ kind: 'deadline', failed: true })),
  );
}
