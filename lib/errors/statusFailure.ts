import { AccessDeniedError } from './AccessDeniedError.js';
import { NotFoundError } from './NotFoundError.js';
import { RateLimitedError } from './RateLimitedError.js';
import { UpstreamStatusError } from './UpstreamStatusError.js';

/** What a status means whoever was asked. */
export type StatusFailure = AccessDeniedError | NotFoundError | RateLimitedError | UpstreamStatusError;

/**
 * Gives the error that a status stands for whoever was asked. What 401 means depends on that, so the caller judges it first.
 *
 * @param operation what was asked, in words without identifiers
 * @param status HTTP status code, none of 2xx
 * @param retryAfterMs upstream's own wish, already clamped. Unit: ms
 * @example
 * statusFailure('read queue', 410, undefined).name; // 'NotFoundError'
 */
export function statusFailure(operation: string, status: number, retryAfterMs: number | undefined): StatusFailure {
  switch (status) {
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
