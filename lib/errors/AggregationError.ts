import type { AccessDeniedError } from './AccessDeniedError.js';
import type { CircuitOpenError } from './CircuitOpenError.js';
import type { CredentialsRefusedError } from './CredentialsRefusedError.js';
import type { DecodeError } from './DecodeError.js';
import type { FastLoopError } from './FastLoopError.js';
import type { InvalidOptionError } from './InvalidOptionError.js';
import type { JournalMissError } from './JournalMissError.js';
import type { LeaseLostError } from './LeaseLostError.js';
import type { NotFoundError } from './NotFoundError.js';
import type { OriginNotAllowedError } from './OriginNotAllowedError.js';
import type { PagesMismatchError } from './PagesMismatchError.js';
import type { RateLimitedError } from './RateLimitedError.js';
import type { RedirectRefusedError } from './RedirectRefusedError.js';
import type { ResponseTooLargeError } from './ResponseTooLargeError.js';
import type { StoreUnavailableError } from './StoreUnavailableError.js';
import type { UnauthorizedError } from './UnauthorizedError.js';
import type { UpstreamRefusedError } from './UpstreamRefusedError.js';
import type { UpstreamStatusError } from './UpstreamStatusError.js';
import type { UpstreamTimeoutError } from './UpstreamTimeoutError.js';
import type { UpstreamUnreachableError } from './UpstreamUnreachableError.js';

/** Everything that a port or a pipeline of millrace may throw or error with; told apart by `name`, never by `instanceof`. */
export type AggregationError =
  | AccessDeniedError
  | CircuitOpenError
  | CredentialsRefusedError
  | DecodeError
  | FastLoopError
  | InvalidOptionError
  | JournalMissError
  | LeaseLostError
  | NotFoundError
  | OriginNotAllowedError
  | PagesMismatchError
  | RateLimitedError
  | RedirectRefusedError
  | ResponseTooLargeError
  | StoreUnavailableError
  | UnauthorizedError
  | UpstreamRefusedError
  | UpstreamStatusError
  | UpstreamTimeoutError
  | UpstreamUnreachableError;
