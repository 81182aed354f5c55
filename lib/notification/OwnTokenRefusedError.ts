/** Upstream refused what only a user's own token opens: it says nothing of anybody else. Never leaves the pipeline. */
export class OwnTokenRefusedError extends Error {
  override readonly name = 'OwnTokenRefusedError';
  constructor(override readonly cause: unknown) {
    super('read in the name of a user: refused', { cause });
  }
}
