import { defer, from, map, type Observable, switchMap } from 'rxjs';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import type { QueueApi } from '../ports/QueueApi.js';
import type { SyncOptions } from './options.js';
import type { SyncPlan } from './requests.js';
import { runSync } from './runSync.js';
import { withinScope } from './withinScope.js';

/**
 * Makes one intent of one Observable: joins the run of its scope, or begins it, and never begins a second one.
 *
 * ```marble
 * first    a-b-(c|)
 * again    ---------(abc|)
 * ```
 *
 * Within the process, all subscribers share one run. Subscribed to again, the Observable finds its run in the journal:
 * one that has ended is told again, one that has not is followed on.
 *
 * @param user whose sync
 * @param plan what to sync
 * @param settings cadence, graces and deadline
 * @example
 * joinOrRun(user, plan, settings).subscribe();
 */
export function joinOrRun(user: QueueApi, plan: SyncPlan, settings: Required<SyncOptions>): Observable<SyncUpdate> {
  let mine: string | undefined;
  const known = defer(() => {
    const now = new Date(user.scheduler.now());
    return mine === undefined ? user.journal.current(user, plan.scope, now) : user.journal.find(mine);
  });
  return known.pipe(
    switchMap((run) => {
      if (run?.ended === true) return from(run.updates).pipe(withinScope(plan.scope));
      const place = user.runs.join(plan.scope, 0, () => runSync(user, plan, settings, run));
      return place.values.pipe(
        map(({ runId, update }) => {
          mine = runId ?? mine;
          return update;
        }),
        withinScope(plan.scope),
      );
    }),
  );
}
