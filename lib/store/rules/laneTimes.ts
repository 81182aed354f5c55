import type { Lane, Span } from './Lane.js';

/** The longest window that upstream gives in one call. Unit: s. Source: seed 003 (60 minutes). */
const LONGEST_SLICE_S = 3_600;

/** When a lane is to be looked at; absent when it is not. */
export interface LaneTimes {
  /** When its oldest slice may be leased, if its window is over by then. Unit: ms on the store's clock */
  readonly readyAt?: number;
  /** Where that slice ends. Unit: s */
  readonly headUntil?: number;
  /** That slice was leased before, so its window is over. */
  readonly isOver?: boolean;
  /** When a parked span of it goes on. Unit: ms on the store's clock */
  readonly wakeAt?: number;
  /** Since when its oldest span is known. Unit: ms on the store's clock */
  readonly since?: number;
  readonly isLeased: boolean;
}

/**
 * Says when a lane is to be looked at.
 *
 * @param lane the lane
 * @example
 * laneTimes(EMPTY_LANE); // { isLeased: false }
 */
export function laneTimes(lane: Lane): LaneTimes {
  const { spans } = lane;
  if (spans.length === 0) return { isLeased: false };
  const isLeased = spans.some(({ state }) => state === 'leased');
  const wakeAt = isLeased ? undefined : leastOf(spans.flatMap(wakeOf));
  const head = isLeased ? undefined : headOf(lane);
  return {
    isLeased,
    since: leastOf(spans.map(({ since }) => since)) ?? 0,
    ...(wakeAt !== undefined && { wakeAt }),
    ...(head && { readyAt: readyAtOf(lane, head), headUntil: sliceEndOf(head), isOver: head.isCut }),
  };
}

/**
 * Gives the oldest span that waits.
 *
 * @param lane the lane
 * @example
 * headOf(EMPTY_LANE); // undefined
 */
export function headOf({ spans }: Lane): Span | undefined {
  return spans.find(({ state }) => state === 'waiting');
}

/**
 * Says where the slice ends that would be leased of a span.
 *
 * @param head the span
 * @example
 * sliceEndOf(head) <= head.until; // true
 */
export function sliceEndOf({ from, until }: Span): number {
  return Math.min(until, from + LONGEST_SLICE_S);
}

/**
 * Lets parked spans wait again whose time has come.
 *
 * @param lane the lane
 * @param now on the store's clock. Unit: ms
 * @example
 * awoken(EMPTY_LANE, 0); // the same lane
 */
export function awoken(lane: Lane, now: number): Lane {
  if (!lane.spans.some((span) => wakeOf(span).some((at) => at <= now))) return lane;
  const spans = lane.spans.map((span): Span => {
    if (!wakeOf(span).some((at) => at <= now)) return span;
    return { ...span, state: 'waiting', replayed: true };
  });
  return { ...lane, spans };
}

/**
 * Says when parked spans may first be leased, given when windows are over; Infinity when never.
 *
 * @param lane the lane; not leased
 * @param overAt when a window that ends at a second is over. Unit: ms on the store's clock
 * @example
 * leasableAfterWaking(lane, (until) => until * 1_000);
 */
export function leasableAfterWaking(lane: Lane, overAt: (until: number) => number): number {
  let best = Infinity;
  for (const wakeAt of lane.spans.flatMap(wakeOf)) {
    const { readyAt = Infinity, headUntil = 0 } = laneTimes(awoken(lane, wakeAt));
    best = Math.min(best, Math.max(wakeAt, readyAt, overAt(headUntil)));
  }
  return best;
}

function wakeOf({ state, readyAt }: Span): readonly number[] {
  return state === 'parked' && readyAt !== undefined ? [readyAt] : [];
}

function readyAtOf({ settling, restedAt }: Lane, head: Span): number {
  return Math.max((head.isCut ? head.readyAt : settling?.readyAt) ?? 0, restedAt);
}

function leastOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((least, value) => Math.min(least, value));
}
