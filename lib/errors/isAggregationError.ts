import type { AggregationError } from './AggregationError.js';
import { RETRYABLE } from './RETRYABLE.js';

/**
 * Tells whether a caught value is one of millrace's errors, whichever copy of the package made it.
 *
 * @param error anything caught
 * @example
 * if (isAggregationError(error)) report(error.name, error.whoMustAct);
 */
export function isAggregationError(error: unknown): error is AggregationError {
  return error instanceof Error && Object.hasOwn(RETRYABLE, error.name) && 'whoMustAct' in error;
}
