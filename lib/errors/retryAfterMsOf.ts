import { isAggregationError } from './isAggregationError.js';

/**
 * Reads how long upstream, or an open circuit, asked to be left alone.
 *
 * @param error anything caught
 * @example
 * retryAfterMsOf(new RateLimitedError('read queue', 2_000)); // 2000
 */
export function retryAfterMsOf(error: unknown): number | undefined {
  if (!isAggregationError(error) || !('retryAfterMs' in error)) return undefined;
  return error.retryAfterMs;
}
