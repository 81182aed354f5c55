import type { DecodeFailure } from '../model/DecodeFailure.js';

/**
 * An answer has not the expected shape; names paths and expected types, never a value.
 *
 * A contract mismatch is ours to mend: it never asks the end user for anything. Retryable, because a captive
 * portal or a proxy's error page looks the same and passes.
 *
 * @param operation what was asked, in words without identifiers
 * @param failures where it failed and what was expected there
 */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  readonly whoMustAct = 'integrator';
  constructor(
    readonly operation: string,
    readonly failures: readonly DecodeFailure[],
    options?: ErrorOptions,
  ) {
    super(
      `${operation}: unexpected shape: ${failures
        .slice(0, 3)
        .map(({ path, expected }) => `${path}: expected ${expected}`)
        .join('; ')}`,
      options,
    );
  }
}
