import { requireRange } from '../../operators/requireRange.js';

/** How much a journal keeps, all of it known. */
export interface JournalSettings {
  /** Unit: runs */
  readonly keepEnded: number;
  /** Unit: updates */
  readonly keepUpdates: number;
}

/**
 * Fills in what was not said of a journal and refuses what cannot be.
 *
 * Errors: throws `InvalidOptionError`.
 *
 * @param options what was said
 * @example
 * journalSettings({}).keepEnded; // 1_000
 */
export function journalSettings({ keepEnded = 1_000, keepUpdates = 256 }: Partial<JournalSettings>): JournalSettings {
  requireRange('keepEnded', keepEnded, { min: 0, unit: 'runs' });
  requireRange('keepUpdates', keepUpdates, { min: 1, unit: 'updates' });
  return { keepEnded, keepUpdates };
}
