/**
 * Upstream answered with a redirect; none is followed, so that no credential travels with it.
 *
 * Never retryable.
 *
 * @param operation what was asked, in words without identifiers
 * @param status HTTP status code
 */
export class RedirectRefusedError extends Error {
  override readonly name = 'RedirectRefusedError';
  readonly whoMustAct = 'integrator';
  constructor(
    readonly operation: string,
    readonly status: number,
    options?: ErrorOptions,
  ) {
    super(`${operation}: redirect refused (HTTP ${String(status)})`, options);
  }
}
