import type { AggregationError } from './AggregationError.js';

/** Every name there is, and whether the same read may succeed later; `ask` where the error itself tells. */
export const RETRYABLE = {
  AccessDeniedError: false,
  CircuitOpenError: true,
  CredentialsRefusedError: false,
  DecodeError: true,
  FastLoopError: false,
  InvalidOptionError: false,
  JournalMissError: false,
  LeaseLostError: false,
  NotFoundError: false,
  OriginNotAllowedError: false,
  PagesMismatchError: true,
  RateLimitedError: true,
  RedirectRefusedError: false,
  ResponseTooLargeError: false,
  StoreUnavailableError: true,
  UnauthorizedError: false,
  UpstreamRefusedError: 'ask',
  UpstreamStatusError: 'ask',
  UpstreamTimeoutError: true,
  UpstreamUnreachableError: true,
} as const satisfies Readonly<Record<AggregationError['name'], boolean | 'ask'>>;
