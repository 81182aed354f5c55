import { isAggregationError } from '../errors/isAggregationError.js';
import type { Retrying } from '../model/SyncUpdate.js';
import type { RetryNotice } from '../operators/retryWithBackoff.js';

/**
 * Turns a repetition into the update that tells of it; the error goes by its name, and by the system's word for it.
 *
 * @param operation what is repeated, in words without identifiers
 * @param notice the failed call
 * @example
 * toRetrying('read queue', { error: new RateLimitedError('read queue', 900), attempt: 1, inMs: 900 }).error; // 'RateLimitedError'
 */
export function toRetrying(operation: string, { error, attempt, inMs }: RetryNotice): Retrying {
  return {
    kind: 'retrying',
    operation,
    error: error instanceof Error ? error.name : 'unknown',
    ...(isAggregationError(error) && 'code' in error && { code: error.code }),
    attempt,
    inMs,
  };
}
