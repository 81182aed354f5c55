import { concat, defer, EMPTY, from, map, type MonoTypeOperatorFunction, type Observable, tap } from 'rxjs';
import type { ConnectionId } from '../model/Identity.js';
import type { RunUpdate } from '../model/RunUpdate.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { flatten } from '../operators/flatten.js';
import { handOver } from '../operators/handOver.js';
import { mapAnew } from '../operators/mapAnew.js';
import type { QueueApi } from '../ports/QueueApi.js';
import { hasExpired, inSession, type RunPipeline } from './inSession.js';
import type { SyncOptions } from './options.js';
import type { SyncPlan } from './requests.js';
import type { RunBatch } from './RunBatch.js';
import { ALL_CONNECTIONS } from './SyncSession.js';
import { withinPatience } from './withinPatience.js';
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
 * one that has ended is told again, one that has not is followed on, and one whose time is up without an outcome gets
 * it from a last look. A connection that is being synced with all others is told its part of that run; should upstream
 * have left it out, its own begins after that. Batches are flattened here, once.
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
    withinPatience(user, 'read journal'),
    handOver((run) =>
      joinKnown(user, plan, settings, { pipeline, known: isRefused(run) ? undefined : run }).pipe(
        remember,
        withinScope(plan.scope),
      ),
    ),
  );
}

interface Taken {
  readonly pipeline: RunPipeline;
  readonly known: SyncRun | undefined;
}

function joinKnown(
  user: QueueApi,
  plan: SyncPlan,
  settings: Required<SyncOptions>,
  { pipeline, known }: Taken,
): Observable<RunUpdate> {
  const own = { pipeline, known: undefined };
  const scope = known?.scope ?? plan.scope;
  const run =
    known?.ended === true
      ? from(known.updates).pipe(map((update) => ({ runId: known.runId, update })))
      : joinRun(user, { ...plan, scope }, settings, { pipeline, known });
  return scope === plan.scope ? run : run.pipe(orElse(plan.scope, () => joinRun(user, plan, settings, own)));
}

function joinRun(
  user: QueueApi,
  plan: SyncPlan,
  settings: Required<SyncOptions>,
  { pipeline, known }: Taken,
): Observable<RunUpdate> {
  // Who takes up a run whose time is up must not meet the one that has begun since.
  const key = known !== undefined && hasExpired(user, known) ? `expired ${known.runId}` : plan.scope;
  const own = (run: SyncRun | undefined, retire: () => void): Observable<RunUpdate> =>
    inSession(
      user,
      plan,
      settings,
      {
        operation: 'sync',
        queueId: run?.queueId ?? plan.queueId,
        known: run,
        retire,
        isProgress: ({ runId, updates }) => runId !== undefined && updates.length > 0,
        joinWhole: (whole) => ofWhole(whole, retire),
      },
      pipeline,
    ).pipe(flatten(toRunUpdates));
  const ofWhole = (run: SyncRun, retire: () => void): Observable<RunBatch> =>
    joinRun(user, { ...plan, scope: ALL_CONNECTIONS }, settings, { pipeline, known: run }).pipe(
      orElse(plan.scope, () => own(undefined, retire)),
      tap(({ update }) => {
        if (isOutcomeOf(plan.scope, update)) retire();
      }),
      map(({ runId, update }) => ({
        updates: update === undefined ? [] : [update],
        ...(runId !== undefined && { runId }),
      })),
    );
  return user.runs.join(key, 0, ({ retire }) => own(known, retire)).values;
}

/** Nothing was posted: upstream refused it for sure, so that this intent may begin anew. */
function isRefused(run: SyncRun | undefined): boolean {
  return run?.ended === true && run.updates.length === 0;
}

function toRunUpdates({ runId, updates }: RunBatch): readonly RunUpdate[] {
  return updates.length === 0 ? [{ runId, update: undefined }] : updates.map((update) => ({ runId, update }));
}

/** A run over all connections may leave this one out after all: upstream's answer names what it syncs. */
function orElse(scope: ConnectionId, begin: () => Observable<RunUpdate>): MonoTypeOperatorFunction<RunUpdate> {
  return (updates) =>
    defer(() => {
      let isTold = false;
      const noted = tap(({ update }: RunUpdate) => (isTold ||= isOutcomeOf(scope, update)));
      return concat(
        updates.pipe(noted),
        defer(() => (isTold ? EMPTY : begin())),
      );
    });
}

function isOutcomeOf(scope: ConnectionId, update: SyncUpdate | undefined): boolean {
  return update?.kind === 'outcome' && update.connectionId === scope;
}
