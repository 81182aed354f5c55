import type { SchedulerLike } from 'rxjs';

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
