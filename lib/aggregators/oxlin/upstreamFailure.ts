import { AccessDeniedError } from '../../errors/AccessDeniedError.js';
import type { AggregationError } from '../../errors/AggregationError.js';
import { NotFoundError } from '../../errors/NotFoundError.js';
import { RateLimitedError } from '../../errors/RateLimitedError.js';
import { UnauthorizedError } from '../../errors/UnauthorizedError.js';
import { UpstreamStatusError } from '../../errors/UpstreamStatusError.js';

/**
 * Gives the error that a status stands for.
 *
 * @param operation what was asked, in words without identifiers
 * @param status HTTP status code, none of 2xx
 * @param retryAfterMs upstream's own wish, already clamped. Unit: ms
 * @example
 * upstreamFailure('read queue', 410, undefined).name; // 'NotFoundError'
 */
export function upstreamFailure(operation: string, status: number, retryAfterMs: number | undefined): AggregationError {
  switch (status) {
    case 401:
      return new UnauthorizedError(operation);
    case 403:
      return new AccessDeniedError(operation);
    case 404:
    case 410:
      return new NotFoundError(operation, status);
    case 429:
      return new RateLimitedError(operation, retryAfterMs);
    default:
      return new UpstreamStatusError(operation, status, retryAfterMs);
  }
}
