import { catchError, concatMap, map, type Observable, of } from 'rxjs';
import type { ConnectionId } from '../model/Identity.js';
import { dueWhen } from '../operators/dueWhen.js';
import { findConnection } from './findConnection.js';
import type { SyncSession } from './SyncSession.js';
import type { Observation } from './Watch.js';

/** Time that the last look is given; the caller waits for it. Unit: ms */
const LAST_LOOK_MS = 2_000;

/**
 * Looks at the connection once more when the run's time is up, so that an end which is there is never called a time-out.
 *
 * ```marble
 * deadline ---|
 * looks    ---(d|)
 * ```
 *
 * After a sleep of the machine its timer is late, but the first sign of life shows that the time is up. A look that fails,
 * or takes longer than 2 s, gives the deadline without a state and says so. Completes after it. Errors: those of `signs`.
 *
 * @param session the run, with the time left
 * @param connectionId which connection
 * @param signs each value shows that the machine is awake
 * @example
 * lookAtDeadline(session, '7', NEVER).subscribe(({ kind }) => console.log(kind)); // deadline
 */
export function lookAtDeadline(
  session: SyncSession,
  connectionId: ConnectionId,
  signs: Observable<unknown>,
): Observable<Observation> {
  const { user } = session;
  return dueWhen(() => session.timeLeftMs(), signs, user.scheduler).pipe(
    concatMap(() =>
      findConnection(user, connectionId, { deadlineMs: LAST_LOOK_MS }).pipe(
        map(({ connection }): Observation => ({
          kind: 'deadline',
          failed: false,
          ...(connection && { connection }),
        })),
        catchError(() => of<Observation>({ kind: 'deadline', failed: true })),
      ),
    ),
  );
}
