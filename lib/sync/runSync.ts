import { defer, map, type Observable, of } from 'rxjs';
import type { QueueTick } from '../model/QueueTick.js';
import type { RunUpdate } from '../model/RunUpdate.js';
import type { SyncRun } from '../model/SyncRun.js';
import { fastLoopFuse } from '../operators/fastLoopFuse.js';
import { openWith } from '../operators/openWith.js';
import type { QueueApi } from '../ports/QueueApi.js';
import { afterFirstRead } from './afterFirstRead.js';
import { followRun } from './followRun.js';
import { fromBaselineOn } from './fromBaselineOn.js';
import { type OpenedRun, openRun, takeUpRun } from './openRun.js';
import type { SyncOptions } from './options.js';
import type { SyncPlan } from './requests.js';
import { sharePoll } from './sharePoll.js';
import { startSession } from './startSession.js';
import { ALL_CONNECTIONS, type SyncSession } from './SyncSession.js';

/**
 * Runs a sync from the first reading of the queue to the last outcome, or takes up a run that the journal holds.
 *
 * ```marble
 * queue    p----p----p----p
 * updates  --T--e----e----(EO|)
 * ```
 *
 * The queue is polled from before the trigger until after the end without a pause in listening, so that a queue which
 * forgets what it has told loses nothing.
 *
 * @param user whose sync
 * @param plan what to sync
 * @param settings cadence, graces and deadline
 * @param known a run to take up instead of beginning one
 * @example
 * runSync(user, plan, settings).subscribe(({ update }) => console.log(update.kind));
 */
export function runSync(
  user: QueueApi,
  plan: SyncPlan,
  settings: Required<SyncOptions>,
  known?: SyncRun,
): Observable<RunUpdate> {
  if (known !== undefined && known.scope !== plan.scope) return joinWholeRun(user, plan, settings, known);
  return defer(() => {
    const queue = sharePoll(user, settings, known?.queueId ?? plan.queueId);
    const session = startSession(user, plan, settings, { queue, until: known?.expiresAt });
    const updates = queue.values.pipe(
      afterFirstRead(session),
      openWith(
        (first) => (known === undefined ? openRun(session, first) : takeUpRun(session, known)),
        (opened, ticks) => followOpened(session, opened, ticks),
      ),
    );
    return session.withNotices(updates, (update) => ({ runId: undefined, update }));
  }).pipe(
    fastLoopFuse(user.fuse, {
      key: `sync ${plan.scope}`,
      operation: 'sync',
      withinMs: settings.pollEveryMs,
      isProgress: ({ runId }) => runId !== undefined,
    }),
  );
}

function followOpened(session: SyncSession, opened: OpenedRun, ticks: Observable<QueueTick>): Observable<RunUpdate> {
  if (opened.kind === 'settled') return of({ runId: undefined, update: opened.outcome });
  const { user, plan, settings } = session;
  const { run, isNew } = opened;
  if (run.scope !== plan.scope) return joinWholeRun(user, plan, settings, run);
  return followRun(session, run, ticks.pipe(fromBaselineOn(isNew))).pipe(
    map((update) => ({ runId: run.runId, update })),
  );
}

/** The connection is being synced with all others: that run is followed, and this connection's part of it told. */
function joinWholeRun(
  user: QueueApi,
  plan: SyncPlan,
  settings: Required<SyncOptions>,
  run: SyncRun,
): Observable<RunUpdate> {
  const whole = { ...plan, scope: ALL_CONNECTIONS };
  return user.runs.join(ALL_CONNECTIONS, 0, () => runSync(user, whole, settings, run)).values;
}
