import type { Lane, Span } from './Lane.js';
import { leasedOf } from './leaseSlice.js';
import { cutOut, oldestFirst } from './stretches.js';

/** What becomes of a slice that was leased; times on the store's clock in ms. */
export type LeaseEnd =
  | { readonly kind: 'ack' }
  | { readonly kind: 'nack'; readonly cause: string; readonly readyAt: number; readonly counts: boolean }
  | { readonly kind: 'lost' }
  | { readonly kind: 'died'; readonly wasAlone: boolean }
  | { readonly kind: 'dead'; readonly cause: string }
  | { readonly kind: 'parked'; readonly cause: string; readonly readyAt?: number };

/** When a lease ended, and how often a slice is tried. */
export interface LeaseEnding {
  /** Unit: ms on the store's clock */
  readonly now: number;
  /** The lane's place behind the others. */
  readonly turn: number;
  /** Unit: attempts, ≥ 1 */
  readonly maxAttempts: number;
}

/** What a slice dies of that was lost again and again, mostly with its process. */
export const ATTEMPTS_EXHAUSTED = 'AttemptsExhausted';
/** Deaths of its process after which a slice is leased alone. */
const SUSPECT_AFTER = 2;

/**
 * Ends the lease of a lane; the lane goes behind the others.
 *
 * @param lane leased
 * @param end what becomes of the slice
 * @param ending when, and how often a slice is tried
 * @example
 * endLease(lane, { kind: 'ack' }, { now, turn, maxAttempts: 12 }).delivered.length; // 1
 */
export function endLease(lane: Lane, end: LeaseEnd, { now, turn, maxAttempts }: LeaseEnding): Lane {
  const slice = leasedOf(lane);
  if (slice === undefined) return lane;
  const others = lane.spans.filter((span) => span !== slice);
  const rested: Lane = { ...lane, turn, restedAt: now };
  const waiting = others.filter(({ state }) => state === 'waiting');
  if (end.kind === 'ack') {
    const { from, until } = slice;
    return {
      ...rested,
      spans: others,
      delivered: oldestFirst([...lane.delivered, ...cutOut([{ from, until }], waiting)]),
    };
  }
  const ended = endedSlice(slice, end, now, maxAttempts);
  // A replay that came meanwhile is the slice itself where it waits again, and stands for it where it was set aside.
  if (ended.state === 'waiting') return { ...rested, spans: oldestFirst([...cutOut(others, [slice]), ended]) };
  return { ...rested, spans: oldestFirst([...others, ...cutOut([ended], waiting)]) };
}

/**
 * Says whether a slice may be what kills the process: nobody is to be leased beside it.
 *
 * @param span the slice, or what waits
 * @example
 * isSuspect({ ...span, deaths: 2 }); // true
 */
export function isSuspect({ deaths = 0 }: Span): boolean {
  return deaths >= SUSPECT_AFTER;
}

function endedSlice(slice: Span, end: Exclude<LeaseEnd, { kind: 'ack' }>, now: number, maxAttempts: number): Span {
  switch (end.kind) {
    case 'lost':
      if (slice.attempts >= maxAttempts) return { ...slice, state: 'dead', cause: ATTEMPTS_EXHAUSTED };
      return { ...slice, state: 'waiting', cause: 'LeaseLostError', readyAt: now };
    case 'died':
      return diedSlice(slice, end.wasAlone, now, maxAttempts);
    case 'nack':
      if (!end.counts) {
        return { ...slice, state: 'waiting', attempts: slice.attempts - 1, cause: end.cause, readyAt: end.readyAt };
      }
      if (slice.attempts >= maxAttempts) return { ...slice, state: 'dead', cause: end.cause };
      return { ...slice, state: 'waiting', cause: end.cause, readyAt: end.readyAt };
    case 'dead':
      return { ...slice, state: 'dead', cause: end.cause };
    case 'parked':
      return {
        ...slice,
        state: 'parked',
        cause: end.cause,
        ...(end.readyAt !== undefined && { readyAt: end.readyAt }),
      };
  }
}

/** Of several that were leased when the process died nobody knows which one it was: no attempt of theirs counts. */
function diedSlice(slice: Span, wasAlone: boolean, now: number, maxAttempts: number): Span {
  const { attempts } = slice;
  const deaths = Math.min((slice.deaths ?? 0) + 1, SUSPECT_AFTER);
  if (wasAlone) return endedSlice({ ...slice, deaths }, { kind: 'lost' }, now, maxAttempts);
  return { ...slice, deaths, state: 'waiting', attempts: attempts - 1, cause: 'LeaseLostError', readyAt: now };
}
