import { statusFailure, type StatusFailure } from '../../errors/statusFailure.js';
import { UnauthorizedError } from '../../errors/UnauthorizedError.js';

/**
 * Gives the error that a status of the API stands for: 401 is about the token, which may be renewed.
 *
 * @param operation what was asked, in words without identifiers
 * @param status HTTP status code, none of 2xx
 * @param retryAfterMs upstream's own wish, already clamped. Unit: ms
 * @example
 * upstreamFailure('read queue', 410, undefined).name; // 'NotFoundError'
 */
export function upstreamFailure(
  operation: string,
  status: number,
  retryAfterMs: number | undefined,
): StatusFailure | UnauthorizedError {
  return status === 401 ? new UnauthorizedError(operation) : statusFailure(operation, status, retryAfterMs);
}
