import { map, NEVER, Observable, of, Subject } from 'rxjs';
import type { QueueTick } from '../model/QueueTick.js';
import type { Retrying } from '../model/SyncUpdate.js';
import type { QueueApi } from '../ports/QueueApi.js';
import type { SharedPlace } from '../ports/SharedStreams.js';
import type { SyncOptions } from './options.js';
import type { SyncPlan } from './requests.js';
import type { SyncSession } from './SyncSession.js';

/** What differs between a run that millrace triggered and one that it only follows. */
export interface SessionParts {
  readonly queue: SharedPlace<QueueTick>;
  /** When the run's time is up, on the scheduler's clock; without it, the deadline counts from now. */
  readonly until?: Date | undefined;
  readonly hints?: Observable<unknown> | undefined;
  /** False for a run that the journal does not know. @defaultValue `true` */
  readonly isJournalled?: boolean;
}

/** A session, and the way to make its repetitions visible. */
export interface StartedSession extends SyncSession {
  /** Merges the repetitions that stages tell of into what the session emits. */
  readonly withNotices: <T>(updates: Observable<T>, toUpdate: (notice: Retrying) => T) => Observable<T>;
}

/**
 * Gathers what the stages of one run work with; lives as long as one subscription.
 *
 * @param user whose sync
 * @param plan what to sync
 * @param settings cadence, graces and deadline
 * @param parts the queue's poller, the deadline, hints and journal
 * @example
 * const session = startSession(user, plan, settings, { queue: sharePoll(user, settings) });
 */
export function startSession(
  user: QueueApi,
  plan: SyncPlan,
  settings: Required<SyncOptions>,
  { queue, until, hints = NEVER, isJournalled = true }: SessionParts,
): StartedSession {
  const { scheduler, journal } = user;
  const endsAt = until?.getTime() ?? scheduler.now() + settings.deadlineMs;
  const notices = new Subject<Retrying>();
  return {
    user,
    plan,
    settings,
    hints,
    notify: (notice) => {
      notices.next(notice);
    },
    timeLeftMs: () => Math.max(0, endsAt - scheduler.now()),
    readQueueNow: () => {
      queue.wake();
    },
    amend: (runId, amendment) => (isJournalled ? journal.amend(runId, amendment) : of(undefined)),
    withNotices: (updates, toUpdate) =>
      new Observable((subscriber) => {
        subscriber.add(
          notices.pipe(map(toUpdate)).subscribe({
            next: (update) => {
              subscriber.next(update);
            },
            error: (error: unknown) => {
              subscriber.error(error);
            },
          }),
        );
        updates.subscribe(subscriber);
      }),
  };
}
