import { resolveSyncOptions, type SyncOptions } from '../../lib/sync/options.js';

/** A sync at the scale of marbles: reads 5 ms apart, one look at the connection, nothing drained. */
export const QUICK = {
  pollEveryMs: 5,
  maxDetectionLagMs: 5,
  statusEveryMs: 1_000,
  drainPolls: 0,
  drainEveryMs: 5,
  startGraceMs: 2_000,
  chainGraceMs: 500,
  deadlineMs: 5_000,
  retryBaseMs: 1,
  retryCapMs: 1,
} as const satisfies SyncOptions;

export function quick(own: SyncOptions = {}): Required<SyncOptions> {
  return resolveSyncOptions({ ...QUICK, ...own });
}
