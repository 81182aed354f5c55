import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { requireRange } from '../../operators/requireRange.js';

/** Settings of every token source that renews. */
export interface RenewalOptions {
  /** Time for one renewal, and at most for anyone who waits for it. Unit: ms, 1 to 600_000. @defaultValue `10_000` */
  readonly tokenDeadlineMs?: number | undefined;
  /**
   * Principals whose token is remembered, and again as many whose credentials were refused; beyond it the one not asked
   * for the longest is forgotten. Unit: principals, ≥ 1. @defaultValue `10_000`
   */
  readonly maxPrincipals?: number | undefined;
  /** Clock of expiry and deadlines. @defaultValue `asyncScheduler` */
  readonly scheduler?: SchedulerLike | undefined;
}

/** The same with nothing left open. */
export interface ResolvedRenewalOptions {
  readonly tokenDeadlineMs: number;
  readonly maxPrincipals: number;
  readonly scheduler: SchedulerLike;
}

const LONGEST_DEADLINE_MS = 600_000;

/**
 * Fills the gaps and refuses nonsense at the call.
 *
 * @param given what the caller wrote
 * @example
 * resolveRenewalOptions({}).tokenDeadlineMs; // 10_000
 */
export function resolveRenewalOptions(given: RenewalOptions): ResolvedRenewalOptions {
  const { tokenDeadlineMs = 10_000, maxPrincipals = 10_000, scheduler = asyncScheduler } = given;
  requireRange('tokenDeadlineMs', tokenDeadlineMs, { min: 1, max: LONGEST_DEADLINE_MS, unit: 'ms' });
  requireRange('maxPrincipals', maxPrincipals, { min: 1, unit: 'principals' });
  return { tokenDeadlineMs, maxPrincipals, scheduler };
}
