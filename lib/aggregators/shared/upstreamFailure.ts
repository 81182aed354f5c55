import { statusFailure, type StatusFailure } from '../../errors/statusFailure.js';
import { UnauthorizedError } from '../../errors/UnauthorizedError.js';
import type { HttpResponse } from '../../ports/HttpPort.js';
import { retryAfterOf } from '../../ports/retryAfterOf.js';

/**
 * Gives the error that the status of an answer stands for: 401 is about the token, which may be renewed.
 *
 * @param operation what was asked, in words without identifiers
 * @param response any answer that is not 2xx
 * @param now our clock, for a Retry-After that is a date and comes without `Date`. Unit: ms since the epoch
 * @example
 * upstreamFailure('read queue', { status: 410, headers: {}, body: new Uint8Array() }, 0).name; // 'NotFoundError'
 */
export function upstreamFailure(
  operation: string,
  response: HttpResponse,
  now: number,
): StatusFailure | UnauthorizedError {
  const { status } = response;
  return status === 401
    ? new UnauthorizedError(operation)
    : statusFailure(operation, status, retryAfterOf(response, now));
}
