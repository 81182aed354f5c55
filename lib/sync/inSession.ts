import { Observable, of } from 'rxjs';
import type { QueueId } from '../model/Identity.js';
import type { QueueTick } from '../model/QueueTick.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { QueueApi } from '../ports/QueueApi.js';
import type { SharedPlace } from '../ports/SharedStreams.js';
import { fastLoopFuse } from '../operators/fastLoopFuse.js';
import type { SyncOptions } from './options.js';
import type { SyncPlan } from './requests.js';
import type { RunBatch } from './RunBatch.js';
import { sharePoll } from './sharePoll.js';
import { type SessionParts, startSession } from './startSession.js';
import type { SyncSession } from './SyncSession.js';

/** The place of a run that has no time left to read a queue. */
const UNREAD: SharedPlace<QueueTick> = { values: of({ kind: 'gone' }), wake: () => undefined };

/** The pipe of a run, from the queue's ticks to what they have to tell. */
export type RunPipeline = (session: SyncSession) => Observable<RunBatch>;

/** What differs between runs before their queue is polled. */
export interface SessionStart extends Omit<SessionParts, 'queue' | 'notify' | 'begun'> {
  /** What is done, in one word: names the loop that the fuse stops. */
  readonly operation: 'sync' | 'follow';
  readonly queueId: QueueId | undefined;
  /** Whether a batch shows that the run gets somewhere. */
  readonly isProgress: (batch: RunBatch) => boolean;
}

/**
 * Runs a pipeline in a session of its own, once for each subscription, and tells the repetitions of its stages.
 *
 * ```marble
 * notices    -n-----|
 * batches    ---a-b-|
 * inSession  -n-a-b-|
 * ```
 *
 * A run whose time is up reads no queue any more: a last look decides. Slowed, then failed by the user's fuse when it is subscribed to again and again without progress. Errors and
 * completion: those of the pipeline.
 *
 * @param user whose sync
 * @param plan what to sync
 * @param settings cadence, graces and deadline
 * @param start queue, journal and hints
 * @param pipeline the run's pipe
 */
export function inSession(
  user: QueueApi,
  plan: SyncPlan,
  settings: Required<SyncOptions>,
  { operation, queueId, isProgress, ...parts }: SessionStart,
  pipeline: RunPipeline,
): Observable<RunBatch> {
  const run = new Observable<RunBatch>((subscriber) => {
    const session = startSession(user, plan, settings, {
      ...parts,
      queue: hasExpired(user, parts.known) ? UNREAD : sharePoll(user, settings, queueId),
      notify: (notice) => {
        subscriber.next({ updates: [notice] });
      },
      begun: (runId) => {
        subscriber.next({ runId, updates: [] });
      },
    });
    pipeline(session).subscribe(subscriber);
  });
  const { pollEveryMs: withinMs } = settings;
  return run.pipe(fastLoopFuse(user.fuse, { key: `${operation} ${plan.scope}`, operation, withinMs, isProgress }));
}

/**
 * Tells whether the time of a run is up although nobody has told its outcome: those who followed it have left.
 *
 * @param user whose clock counts
 * @param run the run as the journal holds it
 * @example
 * if (hasExpired(user, run)) lookOnce();
 */
export function hasExpired({ scheduler }: QueueApi, run: SyncRun | undefined): boolean {
  return run !== undefined && run.expiresAt.getTime() <= scheduler.now();
}
