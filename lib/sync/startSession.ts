import { type Observable, NEVER, of } from 'rxjs';
import type { QueueTick } from '../model/QueueTick.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { Retrying } from '../model/SyncUpdate.js';
import type { QueueApi } from '../ports/QueueApi.js';
import type { SharedPlace } from '../ports/SharedStreams.js';
import type { SyncOptions } from './options.js';
import type { SyncPlan } from './requests.js';
import type { RunBatch } from './RunBatch.js';
import type { SyncSession } from './SyncSession.js';
import { withinPatience } from './withinPatience.js';

/** What differs between runs. */
export interface SessionParts {
  readonly queue: SharedPlace<QueueTick>;
  /** Takes the repetitions that stages tell of. */
  readonly notify: (notice: Retrying) => void;
  /** A run to take up, whose deadline then counts; without it, the deadline counts from now. */
  readonly known?: SyncRun | undefined;
  readonly hints?: Observable<unknown> | undefined;
  /** False for a run that the journal does not know. @defaultValue `true` */
  readonly isJournalled?: boolean;
  /** Takes the identity of the run once the journal holds it. @defaultValue nobody is told */
  readonly begun?: (runId: string) => void;
  /** Makes room for the next sync of the scope. @defaultValue nobody shares this one */
  readonly retire?: () => void;
  /** Follows the run over all connections; only a run of one connection can meet one. @defaultValue follows nothing */
  readonly joinWhole?: (run: SyncRun) => Observable<RunBatch>;
}

/**
 * Gathers what the stages of one run work with; lives as long as one subscription.
 *
 * @param user whose sync
 * @param plan what to sync
 * @param settings cadence, graces and deadline
 * @param parts the queue's poller, a known run, hints and journal
 * @example
 * const session = startSession(user, plan, settings, { queue: sharePoll(user, settings), notify });
 */
export function startSession(
  user: QueueApi,
  plan: SyncPlan,
  settings: Required<SyncOptions>,
  { queue, notify, known, hints = NEVER, isJournalled = true, joinWhole = () => NEVER, ...told }: SessionParts,
): SyncSession {
  const { begun = ignore, retire = ignore } = told;
  const { scheduler, journal } = user;
  const endsAt = known?.expiresAt.getTime() ?? scheduler.now() + settings.deadlineMs;
  return {
    user,
    plan,
    settings,
    queue,
    known,
    hints,
    isJournalled,
    notify,
    begun,
    retire,
    joinWhole,
    timeLeftMs: () => Math.max(0, endsAt - scheduler.now()),
    readQueueNow: queue.wake,
    amend: (runId, amendment) =>
      isJournalled ? journal.amend(runId, amendment).pipe(withinPatience(user, 'write journal')) : of(undefined),
  };
}

function ignore(): void {
  // Nobody asked to be told.
}
