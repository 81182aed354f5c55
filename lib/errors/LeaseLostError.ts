/**
 * A lease is no longer held: it expired and another worker may have the user. Nothing was written under it.
 *
 * Never retryable: what was to be done under the lease will be done under the next.
 *
 * @param fence the fence of the lost lease
 */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  readonly whoMustAct = 'nobody';
  constructor(
    readonly fence: number,
    options?: ErrorOptions,
  ) {
    super(`inbox: lease ${String(fence)} is no longer held`, options);
  }
}
