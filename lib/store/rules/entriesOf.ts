import type { InboxEntry } from '../../model/InboxEntry.js';
import type { EntryQuery } from '../../ports/InboxStore.js';
import type { HeldLane } from './InboxTables.js';
import type { Span } from './Lane.js';
import type { StoreClock } from './StoreClock.js';
import { toEntry } from './toEntry.js';

/**
 * Gives the entries of one lane that a query wants, oldest window first.
 *
 * @param held the lane
 * @param query which ones
 * @param clock the store's clock
 * @example
 * entriesOf(held, { tenant, states: ['dead'] }, clock).length; // 0
 */
export function entriesOf(held: HeldLane, query: EntryQuery, clock: StoreClock): readonly InboxEntry[] {
  return held.lane.spans.filter((span) => isWanted(span, query)).map((span) => toEntry(held, span, clock));
}

/**
 * Says whether a query wants a span of a lane that it wants.
 *
 * @param span the span
 * @param query which ones
 * @example
 * isWanted(span, { tenant }); // true
 */
export function isWanted({ state }: Span, { states }: Pick<EntryQuery, 'states'>): boolean {
  return states === undefined || states.includes(state);
}
