/**
 * Upstream refused the access token, and refused a renewed one as well (401).
 *
 * Never retryable: the credentials behind the token lack what the call needs.
 *
 * @param operation what was asked, in words without identifiers
 */
export class UnauthorizedError extends Error {
  override readonly name = 'UnauthorizedError';
  readonly whoMustAct = 'integrator';
  constructor(
    readonly operation: string,
    options?: ErrorOptions,
  ) {
    super(`${operation}: the access token was refused (HTTP 401)`, options);
  }
}
