import type { SchedulerLike } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { requireRange } from '../../operators/requireRange.js';

/** What every inbox can be told. */
export interface InboxOptions {
  /** Who reads; each named consumer gets everything. @defaultValue `['default']` */
  readonly consumers?: readonly string[];
  /** How old a window may be before upstream no longer gives it. Unit: ms, > 0. @defaultValue `604_800_000` (7 days) */
  readonly horizonMs?: number;
  /** Attempts after which a slice whose lease is lost, or that goes back counted, is dead. Unit: attempts, ≥ 1. @defaultValue `12` */
  readonly maxAttempts?: number;
  /** Notices kept in quarantine; the oldest go first. Unit: notices, ≥ 0. @defaultValue `10_000` */
  readonly keepQuarantined?: number;
  /** The store's clock and timers. @defaultValue `asyncScheduler` */
  readonly scheduler?: SchedulerLike;
}

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
