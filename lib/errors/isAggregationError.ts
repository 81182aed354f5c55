import type { AggregationError } from './AggregationError.js';

const NAMES: Readonly<Record<AggregationError['name'], true>> = {
  AccessDeniedError: true,
  CircuitOpenError: true,
  CredentialsRefusedError: true,
  DecodeError: true,
  FastLoopError: true,
  InvalidOptionError: true,
  JournalMissError: true,
  LeaseLostError: true,
  NotFoundError: true,
  OriginNotAllowedError: true,
  PagesMismatchError: true,
  RateLimitedError: true,
  RedirectRefusedError: true,
  ResponseTooLargeError: true,
  StoreUnavailableError: true,
  UnauthorizedError: true,
  UpstreamRefusedError: true,
  UpstreamStatusError: true,
  UpstreamTimeoutError: true,
  UpstreamUnreachableError: true,
};

/**
 * Tells whether a caught value is one of millrace's errors, whichever copy of the package made it.
 *
 * @param error anything caught
 * @example
 * if (isAggregationError(error)) report(error.name, error.whoMustAct);
 */
export function isAggregationError(error: unknown): error is AggregationError {
  return error instanceof Error && Object.hasOwn(NAMES, error.name) && 'whoMustAct' in error;
}
