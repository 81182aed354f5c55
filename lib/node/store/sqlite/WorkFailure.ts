/**
 * What work of somebody else threw that looks like a fault of the store and is none: it comes from elsewhere, such as
 * another file.
 *
 * Never seen by callers: they are given the cause.
 *
 * @param cause what was thrown
 */
export class WorkFailure extends Error {
  override readonly name = 'WorkFailure';
  constructor(override readonly cause: unknown) {
    super('work failed', { cause });
  }
}
