import { catchError, concat, defer, EMPTY, from, mergeMap, type Observable, of, tap, throwError } from 'rxjs';
import {
  type Outcome,
  type QueueApi,
  syncConnection,
  type SyncOptions,
  type SyncRequest,
  type SyncUpdate,
} from '../../index.js';

/**
 * Syncs several connections side by side; of more than one, a summary comes last.
 *
 * ```marble
 * one      --T--e--(O|)
 * two      --T-----------(O|)
 * updates  --(TT)--e--O--(OS|)
 * ```
 *
 * A stream that errors lets the others end first; then its error follows, the first one if there are several.
 *
 * @param user whose connections
 * @param requests one for each connection
 * @param options cadence, graces and deadline
 * @example
 * syncSeveral(user, [{ connectionId: '7' }, { connectionId: '8' }], {}).subscribe(({ kind }) => console.log(kind));
 */
export function syncSeveral(
  user: QueueApi,
  requests: readonly SyncRequest[],
  options: SyncOptions,
): Observable<SyncUpdate> {
  return defer(() => {
    const outcomes: Outcome[] = [];
    const errors: unknown[] = [];
    const updates = from(requests).pipe(
      mergeMap(
        (request) =>
          syncConnection(user, request, options).pipe(
            catchError((error: unknown) => {
              errors.push(error);
              return EMPTY;
            }),
          ),
        requests.length,
      ),
      tap((update) => {
        if (update.kind === 'outcome') outcomes.push(update);
      }),
    );
    const summary = defer(() => (requests.length > 1 ? of<SyncUpdate>({ kind: 'summary', outcomes }) : EMPTY));
    const error = defer(() => (errors.length > 0 ? throwError(() => errors[0]) : EMPTY));
    return concat(updates, summary, error);
  });
}
