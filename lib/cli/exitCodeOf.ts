import type { Outcome, OutcomeResult } from '../index.js';
import { EXIT } from './EXIT.js';

const CODES: Readonly<Record<OutcomeResult, number>> = {
  succeeded: EXIT.ok,
  notApplicable: EXIT.ok,
  partial: EXIT.partial,
  failed: EXIT.failed,
  actionRequired: EXIT.actionRequired,
  timedOut: EXIT.unfinished,
  notStarted: EXIT.unfinished,
  gone: EXIT.gone,
};

/**
 * Gives the exit code of several syncs: the highest of theirs, 0 for none at all.
 *
 * @param outcomes how they ended
 * @example
 * exitCodeOf([]); // 0
 */
export function exitCodeOf(outcomes: readonly Pick<Outcome, 'result'>[]): number {
  return Math.max(EXIT.ok, ...outcomes.map(({ result }) => CODES[result]));
}
