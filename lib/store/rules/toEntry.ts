import type { DataWindow } from '../../model/DataWindow.js';
import type { InboxEntry } from '../../model/InboxEntry.js';
import { entryKey } from './entryKey.js';
import type { HeldLane } from './InboxTables.js';
import type { Lane, Span, Stretch } from './Lane.js';
import type { StoreClock } from './StoreClock.js';

/**
 * Shows one span as people see it.
 *
 * @param held whose lane it is in
 * @param span the span
 * @param clock the store's clock
 * @example
 * toEntry(held, span, clock).state; // 'waiting'
 */
export function toEntry({ place, userId, lane }: HeldLane, span: Span, clock: StoreClock): InboxEntry {
  const { state, attempts, cause, since } = span;
  const readyAt = readyAtOf(lane, span);
  return {
    key: entryKey(place, userId, span),
    ...place,
    userId,
    window: toWindow(span),
    state,
    attempts,
    ...(cause !== undefined && { cause }),
    since: clock.toDate(since),
    ...(readyAt !== undefined && { readyAt: clock.toDate(readyAt) }),
  };
}

/**
 * Gives the window of a stretch.
 *
 * @param stretch in whole seconds
 * @example
 * toWindow({ from: 0, until: 900 }).from.getTime(); // 0
 */
export function toWindow({ from, until }: Stretch): DataWindow {
  return { from: new Date(from * 1_000), until: new Date(until * 1_000) };
}

/**
 * Gives the stretch of a window: the whole seconds that it touches.
 *
 * @param window half-open
 * @example
 * toStretch(window).until > toStretch(window).from; // true
 */
export function toStretch({ from, until }: DataWindow): Stretch {
  return { from: Math.floor(from.getTime() / 1_000), until: Math.ceil(until.getTime() / 1_000) };
}

function readyAtOf({ settling }: Lane, { state, isCut, readyAt }: Span): number | undefined {
  if (state === 'waiting' && !isCut) return settling?.readyAt;
  return state === 'waiting' || state === 'parked' ? readyAt : undefined;
}
