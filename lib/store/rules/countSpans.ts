import type { EntryState } from '../../model/InboxEntry.js';
import type { Lane } from './Lane.js';

/** Every state of an entry; files hold its place in this list. */
export const ENTRY_STATES = ['waiting', 'leased', 'parked', 'dead', 'expired'] as const;

/** How many spans of a lane are in each state, and how many deliveries are remembered. */
export type SpanCounts = Record<EntryState | 'delivered', number>;

/**
 * Says by how much counts change when a lane does.
 *
 * @param lane as it is; undefined when it is gone
 * @param before as it was; undefined when it was not there
 * @example
 * countChange(lane, undefined).waiting; // 1
 */
export function countChange(lane: Lane | undefined, before: Lane | undefined): SpanCounts {
  const counts: SpanCounts = { waiting: 0, leased: 0, parked: 0, dead: 0, expired: 0, delivered: 0 };
  addChange(counts, lane, before);
  return counts;
}

/**
 * Adds to counts, in place, by how much a lane changed them.
 *
 * @param counts to add to
 * @param lane as it is; undefined when it is gone
 * @param before as it was; undefined when it was not there
 * @example
 * addChange(counts, lane, undefined);
 */
export function addChange(counts: SpanCounts, lane: Lane | undefined, before: Lane | undefined): void {
  if (lane) for (const { state } of lane.spans) counts[state] += 1;
  if (before) for (const { state } of before.spans) counts[state] -= 1;
  counts.delivered += (lane?.delivered.length ?? 0) - (before?.delivered.length ?? 0);
}
