/**
 * The same request went round without any progress, far faster than its cadence, and was stopped.
 *
 * Never retryable: whoever subscribes again at once is the loop.
 *
 * @param operation what was repeated, in words without identifiers
 * @param requests how many times
 * @param withinMs in which time. Unit: ms
 */
export class FastLoopError extends Error {
  override readonly name = 'FastLoopError';
  readonly whoMustAct = 'integrator';
  constructor(
    readonly operation: string,
    readonly requests: number,
    readonly withinMs: number,
    options?: ErrorOptions,
  ) {
    super(
      `${operation}: ${String(requests)} requests without progress within ${String(withinMs)} ms; look for a retry or a re-subscription without a delay`,
      options,
    );
  }
}
