/**
 * Too many calls to one origin failed; calls are held back until one probe succeeds.
 *
 * Retryable, no sooner than `retryAfterMs`; costs upstream nothing. The failure that opened the circuit is the `cause`.
 *
 * @param origin scheme, host and port of the breaker
 * @param retryAfterMs time until the next probe. Unit: ms
 */
export class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError';
  readonly whoMustAct = 'aggregator';
  constructor(
    readonly origin: string,
    readonly retryAfterMs: number,
    options?: ErrorOptions,
  ) {
    super(`${origin}: circuit open, next probe in ${String(retryAfterMs)} ms`, options);
  }
}
