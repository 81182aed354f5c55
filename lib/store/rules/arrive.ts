import type { Lane, Settling, Span, Stretch } from './Lane.js';
import { cutAt, cutOut, oldestFirst } from './stretches.js';

/** How a window comes to a lane. */
export interface Arrival {
  /** On the store's clock. Unit: ms */
  readonly now: number;
  /** Seconds before this are too old for upstream. Unit: s since the epoch */
  readonly horizon: number;
  readonly settleMs: number;
  readonly maxWaitMs: number;
  /** Take the whole window again, whatever is known of it. */
  readonly isReplay: boolean;
}

/** A lane after a window came, and what that brought. */
export interface Arrived {
  readonly lane: Lane;
  readonly brought: 'added' | 'known' | 'expired';
}

/**
 * Unites a window with what a lane knows; what is new gathers with what waits, and what is too old is kept as expired.
 *
 * @param lane as it was
 * @param window what came
 * @param arrival when, and how long to gather
 * @example
 * arrive(EMPTY_LANE, { from: 0, until: 900 }, arrival).brought; // 'added'
 */
export function arrive(lane: Lane, window: Stretch, arrival: Arrival): Arrived {
  const { spans, delivered } = lane;
  const { isReplay, now, horizon } = arrival;
  if (spans.length === 0 && delivered.length === 0 && horizon <= window.from && window.from < window.until) {
    // By far most windows meet nothing that is known of their user.
    const settling = settled(lane.settling, now, arrival);
    return { lane: { ...lane, spans: [spanOf(window, 'waiting', arrival)], settling }, brought: 'added' };
  }
  const known = isReplay
    ? spans.filter(({ state }) => state === 'waiting')
    : [...stillKnown(spans, horizon), ...delivered];
  const news = cutOut([window], known).filter(({ from, until }) => from < until);
  if (news.length === 0) return { lane, brought: 'known' };
  const { before, after } = cutAt(news, horizon);
  const taken = isReplay ? news : after;
  const kept = [
    ...cutOut(spans.filter(isSetAside), taken),
    ...spans.filter((span) => !isSetAside(span)),
    ...cutOut(
      before,
      spans.filter((span) => !isSetAside(span)),
    ).map((one) => spanOf(one, 'expired', arrival)),
  ];
  const gathered = after.length === 0 ? kept : gather(kept, after, arrival);
  return {
    lane: {
      ...lane,
      spans: oldestFirst(gathered),
      delivered: cutOut(delivered, taken),
      ...(after.length > 0 && { settling: settled(lane.settling, now, arrival) }),
    },
    brought: after.length > 0 ? 'added' : 'expired',
  };
}

/** What expired by a clock that was wrong is news to whoever is told of it again. */
function stillKnown(spans: readonly Span[], horizon: number): readonly Stretch[] {
  return spans.flatMap((span) => (span.state === 'expired' ? cutAt([span], horizon).before : [span]));
}

function isSetAside({ state }: Span): boolean {
  return state !== 'waiting' && state !== 'leased';
}

function spanOf({ from, until }: Stretch, state: Span['state'], { now, isReplay }: Arrival): Span {
  return { from, until, state, isCut: false, replayed: isReplay, attempts: 0, since: now };
}

/** What gathers is one stretch where it touches; what was leased once keeps its bounds. */
function gather(kept: readonly Span[], news: readonly Stretch[], arrival: Arrival): readonly Span[] {
  const gathers = (span: Span) =>
    span.state === 'waiting' && !span.isCut && span.replayed === arrival.isReplay ? [span] : [];
  const united: Span[] = [];
  const all = [...kept.flatMap(gathers), ...news.map((stretch) => spanOf(stretch, 'waiting', arrival))];
  for (const next of oldestFirst(all)) {
    const last = united.at(-1);
    if (last === undefined || next.from > last.until) united.push(next);
    else united[united.length - 1] = { ...last, until: next.until, since: Math.min(last.since, next.since) };
  }
  return [...kept.filter((span) => gathers(span).length === 0), ...united];
}

function settled(settling: Settling | undefined, now: number, { settleMs, maxWaitMs }: Arrival): Settling {
  const { firstAt, readyAt } = settling ?? { firstAt: now, readyAt: now };
  // Whoever wants to wait less than those before does not take from them what they wait for.
  return { firstAt, readyAt: Math.max(readyAt, Math.min(now + settleMs, firstAt + maxWaitMs)) };
}
