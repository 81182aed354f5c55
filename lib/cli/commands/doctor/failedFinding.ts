import { isAggregationError } from '../../../index.js';
import { exitCodeOfError } from '../../exitCodeOfError.js';
import { hintFor } from '../../output/hintFor.js';
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
  const hint = check === 'queue' ? undefined : hintFor(error);
  const detail = error instanceof Error ? error.message : String(error);
  return {
    kind: 'check',
    check,
    result: 'fail',
    whoMustAct: isAggregationError(error) ? error.whoMustAct : 'integrator',
    detail: hint === undefined ? detail : `${detail}. ${hint}`,
    exitCode: exitCodeOfError(error),
  };
}
