import type { ExpectedResult } from './ScenarioScript.js';

/** The exit code each result has on the command line; of several connections the highest wins. */
export const EXIT_CODES: Readonly<Record<ExpectedResult, number>> = {
  succeeded: 0,
  notApplicable: 0,
  partial: 3,
  failed: 4,
  actionRequired: 5,
  timedOut: 6,
  notStarted: 6,
  gone: 7,
};
