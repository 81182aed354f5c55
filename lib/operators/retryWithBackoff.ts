import {
  defer,
  type MonoTypeOperatorFunction,
  type Observable,
  retry,
  type RetryConfig,
  type SchedulerLike,
  throwError,
} from 'rxjs';
import { isRetryable as judge } from '../errors/isRetryable.js';
import type { Chance } from './Chance.js';
import { pause } from './pause.js';
import { requireRange } from './requireRange.js';
import { type BackoffBounds, retryPauseMs } from './retryPauseMs.js';

/** What is about to be repeated, and when. */
export interface RetryNotice {
  readonly error: unknown;
  /** 1 for the first repetition. */
  readonly attempt: number;
  /** Pause before it. Unit: ms */
  readonly inMs: number;
}

/** How often and how patiently to repeat. */
export interface RetryPolicy extends BackoffBounds {
  /** Repetitions after the first subscription. Unit: repetitions, ≥ 0 */
  readonly attempts: number;
  /** Time from the first subscription that no pause may outlast. Unit: ms, ≥ 0. @defaultValue `Infinity` */
  readonly deadlineMs?: number;
  /** Clock of the pauses. */
  readonly scheduler: SchedulerLike;
  /** Where the jitter comes from. */
  readonly entropy: Chance;
  /** Told before each pause; what it throws ends the stream. */
  readonly onRetry?: (notice: RetryNotice) => void;
  /** Whether an error may pass by itself. @defaultValue the judge of `lib/errors` */
  readonly isRetryable?: (error: unknown) => boolean;
}

/**
 * Subscribes again after an error that may pass, with full jitter between the attempts.
 *
 * ```marble
 * source            --#
 * retryWithBackoff  --------#  2 attempts, 1 ms before each
 * ```
 *
 * Upstream's wish (`retryAfterMs`) is a floor under every pause and counts for at most 1 h. Gives up with the last error
 * after `attempts` repetitions, at an error that is not retryable, or when the next pause would outlast `deadlineMs`.
 * Values pass unchanged, those of a failed attempt too: wrap one exchange, never a pipeline. Memory: O(1), one timer.
 *
 * @param policy how often, how patiently, and whom to tell
 * @example
 * request.pipe(retryWithBackoff({ attempts: 3, baseMs: 500, capMs: 30_000, scheduler, entropy }));
 */
export function retryWithBackoff<T>(policy: RetryPolicy): MonoTypeOperatorFunction<T> {
  requireRange('attempts', policy.attempts, { min: 0, unit: 'repetitions' });
  requireRange('baseMs', policy.baseMs, { min: 0, unit: 'ms' });
  requireRange('capMs', policy.capMs, { min: 0, unit: 'ms' });
  requireRange('deadlineMs', policy.deadlineMs ?? Infinity, { min: 0, unit: 'ms' });
  return (source) => defer(() => source.pipe(retry(configOf(policy, policy.scheduler.now()))));
}

function configOf(policy: RetryPolicy, beganAt: number): RetryConfig {
  const { attempts, deadlineMs = Infinity, scheduler, entropy, onRetry, isRetryable = judge } = policy;
  const delay = (error: unknown, attempt: number): Observable<unknown> => {
    if (attempt > attempts || !isRetryable(error)) return throwError(() => error);
    const inMs = retryPauseMs({ error, attempt }, policy, entropy);
    if (scheduler.now() - beganAt + inMs > deadlineMs) return throwError(() => error);
    onRetry?.({ error, attempt, inMs });
    return pause(inMs, scheduler);
  };
  return { delay };
}
