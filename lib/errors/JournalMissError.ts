/**
 * A journal was asked to change a run that it does not hold.
 *
 * Never retryable: the run was erased or has outlived its retention.
 *
 * @param runId identity of the run
 */
export class JournalMissError extends Error {
  override readonly name = 'JournalMissError';
  readonly whoMustAct = 'integrator';
  constructor(
    readonly runId: string,
    options?: ErrorOptions,
  ) {
    super(`journal: no run ${runId}`, options);
  }
}
