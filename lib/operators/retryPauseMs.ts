import { retryAfterMsOf } from '../errors/retryAfterMsOf.js';
import type { Chance } from './Chance.js';

/** Between what the pauses of a back-off grow. */
export interface BackoffBounds {
  /** Ceiling of the first pause. Unit: ms */
  readonly baseMs: number;
  /** Ceiling of every pause. Unit: ms */
  readonly capMs: number;
}

const LONGEST_WISH_MS = 3_600_000;

/**
 * Says how long to wait before repetition number `attempt`: full jitter, but never less than upstream asked for.
 *
 * Jitter: evenly spread between 0 and min(`capMs`, `baseMs` × 2^(`attempt` − 1)). Upstream's wish is a floor under it
 * and counts for at most 1 h.
 *
 * @param failure what failed, and the number of the repetition, 1 for the first
 * @param bounds of the growth
 * @param chance where the jitter comes from
 * @example
 * retryPauseMs({ error, attempt: 3 }, { baseMs: 500, capMs: 30_000 }, entropy); // 0 to 2000
 */
export function retryPauseMs(
  failure: { readonly error: unknown; readonly attempt: number },
  bounds: BackoffBounds,
  chance: Chance,
): number {
  const doublings = Math.min(failure.attempt - 1, 52);
  const ceilingMs = Math.min(bounds.capMs, bounds.baseMs * 2 ** doublings);
  return Math.max(Math.floor(chance.random() * ceilingMs), wishMsOf(failure.error));
}

function wishMsOf(error: unknown): number {
  const wishMs = retryAfterMsOf(error) ?? 0;
  return wishMs > 0 ? Math.min(Math.ceil(wishMs), LONGEST_WISH_MS) : 0;
}
