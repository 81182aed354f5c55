/**
 * Says that a setting is missing, or has a value that means nothing.
 *
 * @param setting where it was, or could be, given: a flag, a variable, or a key of a file
 * @param expected what it may be
 * @param got what was given; in words instead of the value when that is a secret
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  constructor(
    readonly setting: string,
    readonly expected: string,
    readonly got: string,
    options?: ErrorOptions,
  ) {
    super(`${setting}: expected ${expected}, got ${got}`, options);
  }
}

/**
 * Tells a ConfigurationError from whatever else was caught.
 *
 * @param error anything caught
 * @example
 * isConfigurationError(new ConfigurationError('--config', 'a file', 'nothing')); // true
 */
export function isConfigurationError(error: unknown): error is ConfigurationError {
  return error instanceof ConfigurationError;
}
