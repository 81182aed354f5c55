/**
 * Upstream refused the request because too many were made (429); it was not carried out.
 *
 * Retryable, no sooner than `retryAfterMs`.
 *
 * @param operation what was asked, in words without identifiers
 * @param retryAfterMs upstream's own wish, already clamped. Unit: ms
 */
export class RateLimitedError extends Error {
  override readonly name = 'RateLimitedError';
  readonly whoMustAct = 'nobody';
  constructor(
    readonly operation: string,
    readonly retryAfterMs: number | undefined,
    options?: ErrorOptions,
  ) {
    super(
      `${operation}: too many requests${retryAfterMs === undefined ? '' : `, again in ${String(retryAfterMs)} ms`}`,
      options,
    );
  }
}
