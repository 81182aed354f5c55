import { isAggregationError } from '../../../index.js';
import { exitCodeOfError } from '../../exitCodeOfError.js';
import type { Finding } from './Finding.js';

/**
 * Makes a finding of an error.
 *
 * @param check which check
 * @param error anything caught
 * @example
 * checkToken(session).pipe(catchError((error) => of(failedFinding('token', error))));
 */
export function failedFinding(check: Finding['check'], error: unknown): Finding {
  return {
    kind: 'check',
    check,
    result: 'fail',
    whoMustAct: isAggregationError(error) ? error.whoMustAct : 'integrator',
    detail: error instanceof Error ? error.message : String(error),
    exitCode: exitCodeOfError(error),
  };
}
