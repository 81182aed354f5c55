import { isAggregationError } from './isAggregationError.js';

/**
 * Judges whether the same read may succeed later; the only judge of that in millrace.
 *
 * @param error anything caught; what is not an `AggregationError` is not retryable
 * @example
 * isRetryable(new RateLimitedError('read queue', 2_000)); // true
 */
export function isRetryable(error: unknown): boolean {
  if (!isAggregationError(error)) return false;
  switch (error.name) {
    case 'UpstreamTimeoutError':
    case 'UpstreamUnreachableError':
    case 'RateLimitedError':
    case 'CircuitOpenError':
    case 'DecodeError':
    case 'PagesMismatchError':
    case 'StoreUnavailableError':
      return true;
    case 'UpstreamRefusedError':
      return error.verdict === 'retry';
    case 'UpstreamStatusError':
      return error.status >= 500 || error.status === 408 || error.status === 425;
    case 'AccessDeniedError':
    case 'CredentialsRefusedError':
    case 'FastLoopError':
    case 'InvalidOptionError':
    case 'JournalMissError':
    case 'LeaseLostError':
    case 'NotFoundError':
    case 'OriginNotAllowedError':
    case 'RedirectRefusedError':
    case 'ResponseTooLargeError':
    case 'UnauthorizedError':
      return false;
  }
}
