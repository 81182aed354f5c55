/**
 * What was asked for does not exist, or belongs to somebody else (404, 410).
 *
 * Never retryable.
 *
 * @param operation what was asked, in words without identifiers
 * @param status HTTP status code
 */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
  readonly whoMustAct = 'integrator';
  constructor(
    readonly operation: string,
    readonly status: number,
    options?: ErrorOptions,
  ) {
    super(`${operation}: not found (HTTP ${String(status)})`, options);
  }
}
