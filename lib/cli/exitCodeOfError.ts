import { isAggregationError } from '../index.js';
import { isEndingError } from './EndingError.js';
import { EXIT } from './EXIT.js';
import { isUsageError } from './UsageError.js';
import { isConfigurationError } from './settings/ConfigurationError.js';

/**
 * Gives the exit code of an error: whether upstream, the credentials or the settings are to blame.
 *
 * An answer that makes no sense counts as no answer. What is nobody's error but ours is 70.
 *
 * @param error anything caught
 * @example
 * exitCodeOfError(new RateLimitedError('read queue', 2_000)); // 69
 */
export function exitCodeOfError(error: unknown): number {
  if (isConfigurationError(error)) return EXIT.configuration;
  if (isUsageError(error)) return EXIT.usage;
  if (isEndingError(error)) return error.exitCode;
  if (!isAggregationError(error)) return EXIT.internal;
  switch (error.name) {
    case 'UpstreamUnreachableError':
    case 'UpstreamTimeoutError':
    case 'UpstreamStatusError':
    case 'CircuitOpenError':
    case 'RateLimitedError':
    case 'DecodeError':
    case 'NotFoundError':
    case 'RedirectRefusedError':
    case 'ResponseTooLargeError':
    case 'PagesMismatchError':
      return EXIT.unavailable;
    case 'UpstreamRefusedError':
      return error.reason === 'adminTokenNeeded' ? EXIT.credentials : EXIT.unavailable;
    case 'UnauthorizedError':
    case 'CredentialsRefusedError':
    case 'AccessDeniedError':
      return EXIT.credentials;
    case 'InvalidOptionError':
    case 'OriginNotAllowedError':
      return EXIT.configuration;
    case 'FastLoopError':
    case 'JournalMissError':
    case 'LeaseLostError':
      return EXIT.internal;
    case 'StoreUnavailableError':
      return EXIT.storage;
  }
}
