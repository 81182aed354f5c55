/** What keeps a store from writing; `noSuchFile` keeps one from being read. */
export type StoreFault =
  | 'full'
  | 'readOnly'
  | 'locked'
  | 'io'
  | 'corrupt'
  | 'closed'
  | 'newerSchema'
  | 'networkFileSystem'
  | 'noSuchFile'
  | 'unanswered';

/**
 * A store cannot write for now: the disk is full, gone or read-only, the file is locked or broken, or it does not answer.
 *
 * Retryable: the store heals by itself once the cause is gone. Nothing was acknowledged.
 *
 * @param fault what is the matter
 * @param operation what was asked, in words without identifiers
 */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly whoMustAct = 'integrator';
  constructor(
    readonly fault: StoreFault,
    readonly operation: string,
    options?: ErrorOptions,
  ) {
    const words = fault === 'noSuchFile' ? 'there is no such file' : `the store cannot be written to: ${fault}`;
    super(`${operation}: ${words}`, options);
  }
}
