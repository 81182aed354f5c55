/**
 * Upstream knows the caller and forbids the operation (403): a scope or the contract lacks it.
 *
 * Never retryable.
 *
 * @param operation what was asked, in words without identifiers
 */
export class AccessDeniedError extends Error {
  override readonly name = 'AccessDeniedError';
  readonly whoMustAct = 'integrator';
  constructor(
    readonly operation: string,
    options?: ErrorOptions,
  ) {
    super(`${operation}: forbidden (HTTP 403)`, options);
  }
}
