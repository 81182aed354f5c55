import { concatMap, defer, EMPTY, from, map, type Observable } from 'rxjs';
import { unionWindows } from '../model/unionWindows.js';
import { readAgain } from './readAgain.js';
import type { Unrecoverable } from './ReconcileUpdate.js';
import { horizonOf, type Sweep } from './Sweep.js';

/**
 * Finds the stretches of which nothing is known and of which upstream tells no more.
 *
 * ```marble
 * stats    ---s|
 * output   ---u|
 * ```
 *
 * An inbox that has never proven anything is new: nothing is unrecoverable in it but what came after a `since` that was
 * given. Each stretch is told once by each `reconcile`. Memory: O(stretches). Errors: what repeating does not mend.
 *
 * @param sweep the surroundings
 * @example
 * findUnrecoverable(sweep).subscribe(({ window }) => resyncAll(window));
 */
export function findUnrecoverable(sweep: Sweep): Observable<Unrecoverable> {
  const { api, inbox, settings } = sweep;
  const since = settings.since?.getTime();
  let toldUntil = since ?? -Infinity;
  return defer(() => inbox.stats(api.tenant)).pipe(
    readAgain(api),
    concatMap(({ provenUntil }) => {
      const until = horizonOf(sweep);
      const within = { from: new Date(Math.max(provenUntil?.getTime() ?? since ?? Infinity, toldUntil)), until };
      if (!(within.from < until)) return EMPTY;
      return inbox.coverage(api.tenant, within).pipe(
        readAgain(api),
        map((stretches) => stretches.filter(({ state }) => state === 'unproven').map(({ window }) => window)),
        concatMap((lost) => {
          toldUntil = until.getTime();
          if (lost.length > 0) api.telemetry.count('unrecoverable_total', lost.length, { tenant: api.tenant });
          return from(unionWindows(lost).map((window): Unrecoverable => ({ kind: 'unrecoverable', window })));
        }),
      );
    }),
  );
}
