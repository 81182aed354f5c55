import { type Observable, of } from 'rxjs';
import type { QueueTick } from '../model/QueueTick.js';
import type { SyncRun } from '../model/SyncRun.js';
import { precededBy } from '../operators/precededBy.js';
import type { OpenedRun } from './openRun.js';
import type { RunBatch } from './RunBatch.js';
import { startWatches } from './startWatches.js';
import type { SyncSession } from './SyncSession.js';
import type { Watch } from './Watch.js';

/** A run that is open, and what is watched in it. */
export interface Following {
  readonly run: SyncRun;
  /** The first page is the run's baseline, and no news to it. */
  readonly isNew: boolean;
  readonly watches: readonly Watch[];
}

/**
 * Follows what was opened, unless there is nothing to follow: an outcome that is clear already is all there is to tell, and
 * a connection that is being synced with all others is told of by that run.
 *
 * ```marble
 * settled   (O|)
 * followed  --e--(O|)
 * ```
 *
 * A run that is taken up first tells what the journal has of it. Errors and completion: those of what is followed.
 *
 * @param session the run's surroundings
 * @param follow the pipe from the queue's ticks to what they have to tell
 * @example
 * ticks.pipe(openWith((first) => readBaseline(session).pipe(triggerRun(session, first)), followOpened(session, follow)));
 */
export function followOpened(
  session: SyncSession,
  follow: (following: Following, ticks: Observable<QueueTick>) => Observable<RunBatch>,
): (opened: OpenedRun, ticks: Observable<QueueTick>) => Observable<RunBatch> {
  const { plan, settings } = session;
  return (opened, ticks) => {
    if (opened.kind === 'settled') {
      session.retire();
      return of({ updates: [opened.outcome] });
    }
    const { run, isNew } = opened;
    if (run.scope !== plan.scope) return session.joinWhole(run);
    const watches = startWatches(run, plan.until, settings);
    const told: readonly RunBatch[] = run.updates.length === 0 ? [] : [{ runId: run.runId, updates: run.updates }];
    return follow({ run, isNew, watches }, ticks).pipe(precededBy(told));
  };
}
