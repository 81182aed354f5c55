import { defer, from, map, type Observable } from 'rxjs';
import type { RunUpdate } from '../model/RunUpdate.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { flatten } from '../operators/flatten.js';
import { handOver } from '../operators/handOver.js';
import { mapAnew } from '../operators/mapAnew.js';
import type { QueueApi } from '../ports/QueueApi.js';
import { inSession, type RunPipeline } from './inSession.js';
import type { SyncOptions } from './options.js';
import type { SyncPlan } from './requests.js';
import { ALL_CONNECTIONS } from './SyncSession.js';
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
 * one that has ended is told again, one that has not is followed on. A connection that is being synced with all others
 * is told its part of that run. Batches are flattened here, once.
 *
 * @param user whose sync
 * @param plan what to sync
 * @param settings cadence, graces and deadline
 * @param pipeline the pipe of a run that has to be begun or taken up
 * @example
 * joinOrRun(user, plan, settings, runSync).subscribe();
 */
export function joinOrRun(
  user: QueueApi,
  plan: SyncPlan,
  settings: Required<SyncOptions>,
  pipeline: RunPipeline,
): Observable<SyncUpdate> {
  let mine: string | undefined;
  const known = defer(() => {
    const now = new Date(user.scheduler.now());
    return mine === undefined ? user.journal.current(user, plan.scope, now) : user.journal.find(mine);
  });
  const remember = mapAnew(() => ({ runId, update }: RunUpdate) => {
    mine = runId ?? mine;
    return update;
  });
  return known.pipe(
    handOver((run) => {
      if (run?.ended === true) return from(run.updates).pipe(withinScope(plan.scope));
      const scope = run?.scope ?? plan.scope;
      const joined = joinRun(user, { ...plan, scope }, settings, { pipeline, known: run });
      return joined.pipe(remember, withinScope(plan.scope));
    }),
  );
}

interface Taken {
  readonly pipeline: RunPipeline;
  readonly known: SyncRun | undefined;
}

function joinRun(
  user: QueueApi,
  plan: SyncPlan,
  settings: Required<SyncOptions>,
  { pipeline, known }: Taken,
): Observable<RunUpdate> {
  const whole = { ...plan, scope: ALL_CONNECTIONS };
  const start = {
    operation: 'sync',
    queueId: known?.queueId ?? plan.queueId,
    known,
    isProgress: ({ runId }: { readonly runId?: string }) => runId !== undefined,
    joinWhole: (run: SyncRun) =>
      joinRun(user, whole, settings, { pipeline, known: run }).pipe(
        map(({ runId, update }) => ({ updates: [update], ...(runId !== undefined && { runId }) })),
      ),
  } as const;
  return user.runs.join(plan.scope, 0, () =>
    inSession(user, plan, settings, start, pipeline).pipe(
      flatten(({ runId, updates }) => updates.map((update) => ({ runId, update }))),
    ),
  ).values;
}
