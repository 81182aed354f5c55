import type { SchedulerLike } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { requireRange } from '../../operators/requireRange.js';
import type { InboxOptions } from '../../ports/InboxOptions.js';

/** The options of an inbox, all of them known. */
export type InboxSettings = Required<InboxOptions>;

const HORIZON_MS = 604_800_000;

/**
 * Fills in what was not said and refuses what cannot be.
 *
 * Errors: throws `InvalidOptionError`.
 *
 * @param options what was said
 * @param clock the scheduler when none was given
 * @example
 * inboxSettings({}, asyncScheduler).maxAttempts; // 12
 */
export function inboxSettings(options: InboxOptions, clock: SchedulerLike): InboxSettings {
  const { consumers = ['default'], horizonMs = HORIZON_MS, maxAttempts = 12, keepQuarantined = 10_000 } = options;
  requireRange('horizonMs', horizonMs, { min: 1, unit: 'ms' });
  requireRange('maxAttempts', maxAttempts, { min: 1, unit: 'attempts' });
  requireRange('keepQuarantined', keepQuarantined, { min: 0, unit: 'notices' });
  if (consumers.length === 0 || new Set(consumers).size < consumers.length) {
    throw new InvalidOptionError('consumers', consumers, 'one name or more, each once');
  }
  return { consumers, horizonMs, maxAttempts, keepQuarantined, scheduler: options.scheduler ?? clock };
}
