import type { Lane, Span } from './Lane.js';
import { headOf, sliceEndOf } from './laneTimes.js';
import { cutAt, oldestFirst } from './stretches.js';

/**
 * Leases the oldest slice that waits; the attempt is counted now, before any work.
 *
 * @param lane not leased, with a span that waits
 * @param fence of the new lease
 * @example
 * leasedOf(leaseSlice(lane, 7))?.attempts; // 1
 */
export function leaseSlice(lane: Lane, fence: number): Lane {
  const head = headOf(lane);
  if (head === undefined) return lane;
  const end = sliceEndOf(head);
  const { from, attempts, since, replayed, deaths } = head;
  const slice: Span = {
    ...{ from, until: end, state: 'leased', isCut: true, attempts: attempts + 1, since, replayed },
    ...(deaths !== undefined && { deaths }),
  };
  const rest = end < head.until ? [{ ...head, from: end }] : [];
  return {
    ...withoutIdleSettling(lane, [...lane.spans.filter((span) => span !== head), slice, ...rest]),
    fence,
  };
}

/**
 * Gives the span that is leased.
 *
 * @param lane the lane
 * @example
 * leasedOf(EMPTY_LANE); // undefined
 */
export function leasedOf({ spans }: Lane): Span | undefined {
  return spans.find(({ state }) => state === 'leased');
}

/**
 * Keeps as expired what upstream no longer gives, of all that waits; replays are what somebody asked for, old or not.
 *
 * @param lane the lane
 * @param horizon seconds before this are too old. Unit: s
 * @example
 * expireBefore(EMPTY_LANE, 0); // the same lane
 */
export function expireBefore(lane: Lane, horizon: number): Lane {
  const old = lane.spans.filter(({ state, from, replayed }) => state === 'waiting' && !replayed && from < horizon);
  if (old.length === 0) return lane;
  const { before, after } = cutAt(old, horizon);
  const expired = before.map((span): Span => ({ ...span, state: 'expired' }));
  return withoutIdleSettling(lane, [...lane.spans.filter((span) => !old.includes(span)), ...expired, ...after]);
}

/** Who comes when nothing gathers is the first again. */
function withoutIdleSettling({ settling, ...lane }: Lane, spans: readonly Span[]): Lane {
  const gathers = spans.some(({ state, isCut }) => state === 'waiting' && !isCut);
  return { ...lane, spans: oldestFirst(spans), ...(gathers && settling && { settling }) };
}
