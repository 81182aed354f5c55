import { isAggregationError } from './isAggregationError.js';
import { RETRYABLE } from './RETRYABLE.js';

/**
 * Judges whether the same read may succeed later; the only judge of that in millrace.
 *
 * @param error anything caught; what is not an `AggregationError` is not retryable
 * @example
 * isRetryable(new RateLimitedError('read queue', 2_000)); // true
 */
export function isRetryable(error: unknown): boolean {
  if (!isAggregationError(error)) return false;
  if (error.name === 'UpstreamRefusedError') return error.verdict === 'retry';
  if (error.name === 'UpstreamStatusError') return error.status >= 500 || error.status === 408 || error.status === 425;
  return RETRYABLE[error.name];
}
