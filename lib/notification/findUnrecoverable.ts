import { concatMap, defer, EMPTY, type Observable, of } from 'rxjs';
import { readAgain } from './readAgain.js';
import type { Unrecoverable } from './ReconcileUpdate.js';
import { recoverable, type Sweep } from './Sweep.js';

/**
 * Finds the stretch that lies between what was proven last and what upstream still tells.
 *
 * ```marble
 * stats    ---s
 * output   ---(u|)
 * ```
 *
 * Nothing is unrecoverable in an inbox that has never proven anything: it is new. Each stretch is told once by each
 * `reconcile`. Memory: O(1). Errors: what repeating does not mend.
 *
 * @param sweep the surroundings
 * @example
 * findUnrecoverable(sweep).subscribe(({ window }) => resyncAll(window));
 */
export function findUnrecoverable(sweep: Sweep): Observable<Unrecoverable> {
  const { api, inbox } = sweep;
  let toldUntil = -Infinity;
  return defer(() => inbox.stats(api.tenant)).pipe(
    readAgain(api),
    concatMap(({ provenUntil }) => {
      const { from: until } = recoverable(sweep);
      const from = new Date(Math.max(provenUntil?.getTime() ?? Infinity, toldUntil));
      if (!(from < until)) return EMPTY;
      toldUntil = until.getTime();
      api.telemetry.count('unrecoverable_total', 1, { tenant: api.tenant });
      return of({ kind: 'unrecoverable', window: { from, until } } as const);
    }),
  );
}
