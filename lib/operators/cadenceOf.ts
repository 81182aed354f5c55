import type { Observable, SchedulerLike } from 'rxjs';
import { isRetryable as judge } from '../errors/isRetryable.js';
import type { Chance } from './Chance.js';
import { requireRange } from './requireRange.js';

/** The cadence of a poll. */
export interface PollOptions<T> {
  /** Pause after news. Unit: ms, ≥ 1. @defaultValue `2_000` */
  readonly everyMs?: number;
  /** Factor by which the pause grows with each read in a row that brings no news. Unit: none, ≥ 1. @defaultValue `1.5` */
  readonly growth?: number;
  /** Longest pause, asked for whenever one begins. Unit: ms, > 0 */
  readonly maxEveryMs: () => number;
  /** Shortest pause; neither jitter nor a wake goes below it. Unit: ms, ≥ 0. @defaultValue `0` */
  readonly minGapMs?: number;
  /** Share of a pause that chance may take off. Unit: none, 0 to 1. @defaultValue `0.2` */
  readonly jitter?: number;
  /** Whether a value is news. */
  readonly isNews: (value: T) => boolean;
  /** Whether a failed read may succeed later. @defaultValue the judge of `lib/errors` */
  readonly isRetryable?: (error: unknown) => boolean;
  /** Ceiling of the first pause after a failure. Unit: ms, ≥ 0. @defaultValue `500` */
  readonly retryBaseMs?: number;
  /** Ceiling of every pause after a failure. Unit: ms, ≥ 0. @defaultValue `30_000` */
  readonly retryCapMs?: number;
  /** Asks for a read at once. */
  readonly wakes?: Observable<unknown>;
  /** Clock of the pauses. */
  readonly scheduler: SchedulerLike;
  /** Where the jitter comes from. */
  readonly entropy: Chance;
}

/** A cadence without gaps. */
export type Cadence<T> = Required<Omit<PollOptions<T>, 'wakes'>> & { readonly wakes: Observable<unknown> | undefined };

/**
 * Fills the gaps of a cadence and checks it.
 *
 * Errors: throws InvalidOptionError.
 *
 * @param options what is given
 * @example
 * cadenceOf({ maxEveryMs: () => 15_000, isNews: () => true, scheduler, entropy }).everyMs; // 2_000
 */
export function cadenceOf<T>(options: PollOptions<T>): Cadence<T> {
  const { everyMs = 2_000, growth = 1.5, minGapMs = 0, jitter = 0.2, isRetryable = judge } = options;
  const { retryBaseMs = 500, retryCapMs = 30_000, maxEveryMs, isNews, wakes, scheduler, entropy } = options;
  requireRange('everyMs', everyMs, { min: 1, unit: 'ms' });
  requireRange('growth', growth, { min: 1, unit: 'times' });
  requireRange('minGapMs', minGapMs, { min: 0, unit: 'ms' });
  requireRange('jitter', jitter, { min: 0, max: 1, unit: 'of the pause' });
  requireRange('retryBaseMs', retryBaseMs, { min: 0, unit: 'ms' });
  requireRange('retryCapMs', retryCapMs, { min: 0, unit: 'ms' });
  // Named one by one: spread parts make a larger object, and thousands of these are held.
  return {
    everyMs,
    growth,
    minGapMs,
    jitter,
    isRetryable,
    retryBaseMs,
    retryCapMs,
    maxEveryMs,
    isNews,
    wakes,
    scheduler,
    entropy,
  };
}
