/**
 * A request was about to leave for an origin that is not configured; nothing was sent.
 *
 * Never retryable.
 *
 * @param operation what was asked, in words without identifiers
 * @param origin scheme, host and port that were asked for
 */
export class OriginNotAllowedError extends Error {
  override readonly name = 'OriginNotAllowedError';
  readonly whoMustAct = 'integrator';
  constructor(
    readonly operation: string,
    readonly origin: string,
    options?: ErrorOptions,
  ) {
    super(`${operation}: ${origin} is not one of the configured origins`, options);
  }
}
