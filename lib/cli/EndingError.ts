/**
 * Ends a command with a sentence that says all, and with an exit code of its own.
 *
 * @param message what is the matter, and who must do what
 * @param exitCode one of `EXIT`
 */
export class EndingError extends Error {
  override readonly name = 'EndingError';
  constructor(
    message: string,
    readonly exitCode: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Tells an EndingError from whatever else was caught.
 *
 * @param error anything caught
 * @example
 * isEndingError(new EndingError('127.0.0.1:80 is in use', EXIT.unavailable)); // true
 */
export function isEndingError(error: unknown): error is EndingError {
  return error instanceof EndingError;
}
