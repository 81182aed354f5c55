import { SYNC_DEFAULTS, type SyncOptions } from '../../index.js';

const LONGEST_MS = 5_000;

/**
 * Gives the time that the names of connections may take: they are only for people, the sync is what the deadline is for.
 *
 * @param sync the options of the sync
 * @example
 * msForNames({ deadlineMs: 4_000 }); // 2_000
 */
export function msForNames({ deadlineMs = SYNC_DEFAULTS.deadlineMs }: SyncOptions): number {
  return Math.min(LONGEST_MS, deadlineMs / 2);
}

/**
 * Takes the time that has gone by off the deadline of a sync.
 *
 * @param sync the options of the sync
 * @param goneMs what has gone by. Unit: ms
 * @example
 * lessTime({ deadlineMs: 4_000 }, 100).deadlineMs; // 3_900
 */
export function lessTime(sync: SyncOptions, goneMs: number): SyncOptions {
  const { deadlineMs = SYNC_DEFAULTS.deadlineMs } = sync;
  return { ...sync, deadlineMs: Math.max(1, deadlineMs - Math.max(0, goneMs)) };
}
