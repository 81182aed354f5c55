import { catchError, defer, map, type Observable, of, switchMap, timer } from 'rxjs';
import type { ConnectionId } from '../model/Identity.js';
import { lookOnce } from './lookRepeatedly.js';
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
 * A look that fails, or takes longer than 2 s, gives the deadline without a state. Completes after it. No errors.
 *
 * @param session the run, with the time left
 * @param connectionId which connection
 * @example
 * lookAtDeadline(session, '7').subscribe(({ kind }) => console.log(kind)); // deadline
 */
export function lookAtDeadline(session: SyncSession, connectionId: ConnectionId): Observable<Observation> {
  const { user } = session;
  return defer(() => timer(session.timeLeftMs(), user.scheduler)).pipe(
    switchMap(() => lookOnce(user, connectionId, LAST_LOOK_MS)),
    map(({ connection }): Observation => ({ kind: 'deadline', ...(connection && { connection }) })),
    catchError(() => of<Observation>({ kind: 'deadline' })),
  );
}
