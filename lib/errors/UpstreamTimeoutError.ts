/**
 * Upstream did not answer `operation` within `timeoutMs`; whether it was carried out is unknown.
 *
 * Retryable, except around a trigger, where the answer is to look.
 *
 * @param operation what was asked, in words without identifiers
 * @param timeoutMs how long it was given. Unit: ms
 * @param stage which part of the exchange used the time up; with `token` and `permit` nothing was sent
 */
export class UpstreamTimeoutError extends Error {
  override readonly name = 'UpstreamTimeoutError';
  readonly whoMustAct = 'aggregator';
  constructor(
    readonly operation: string,
    readonly timeoutMs: number,
    readonly stage: 'token' | 'permit' | 'connect' | 'headers' | 'body' | 'total' = 'total',
    options?: ErrorOptions,
  ) {
    super(`${operation}: no answer within ${String(timeoutMs)} ms (${stage})`, options);
  }
}
