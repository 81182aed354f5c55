/**
 * Says that the command line asks for something that does not exist.
 *
 * @param message one sentence that names option, expectation and value
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Tells a UsageError from whatever else was caught.
 *
 * @param error anything caught
 * @example
 * isUsageError(new UsageError('--switch: expected NAME=VALUE')); // true
 */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof UsageError;
}
