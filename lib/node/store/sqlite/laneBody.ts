import { ENTRY_STATES } from '../../../store/rules/countSpans.js';
import type { Lane, Settling, Span } from '../../../store/rules/Lane.js';
import { listIn, numberIn, stretchesIn } from './bodyParts.js';
import { corrupt } from './columns.js';

/**
 * Writes a lane as one short text; the columns beside it are what it is found by.
 *
 * @param lane the lane
 * @example
 * encodeLane(EMPTY_LANE); // '[0,0,0,[],[],[]]'
 */
export function encodeLane({ fence, turn, restedAt, settling, spans, delivered }: Lane): string {
  const { firstAt = 0, readyAt = 0 } = settling ?? {};
  const times = settling ? `${String(firstAt)},${String(readyAt - firstAt)}` : '';
  const kept = delivered.map(({ from, until }) => `${String(from)},${String(until)}`).join();
  // Written by hand: every window that comes is written once or more, and most of what JSON.stringify does is not needed.
  return `[${String(fence)},${String(turn)},${String(restedAt)},[${times}],[${spans.map((span) => encodeSpan(span, firstAt)).join()}],[${kept}]]`;
}

/**
 * Reads a lane back.
 *
 * Errors: throws StoreUnavailableError `corrupt` for anything that `encodeLane` did not write.
 *
 * @param body parsed
 * @example
 * decodeLane(JSON.parse(encodeLane(lane))); // lane
 */
export function decodeLane(body: unknown): Lane {
  const [fence, turn, restedAt, times, spans, delivered] = listIn(body);
  const settling = settlingIn(times);
  return {
    fence: numberIn(fence),
    turn: numberIn(turn),
    restedAt: numberIn(restedAt),
    ...(settling && { settling }),
    spans: listIn(spans).map((span) => decodeSpan(span, settling?.firstAt ?? 0)),
    delivered: stretchesIn(delivered),
  };
}

/** Lengths instead of ends, ages instead of moments, and nothing after the last that is not as it is with most. */
function encodeSpan(
  { from, until, state, isCut, replayed, attempts, deaths = 0, since, readyAt, cause }: Span,
  firstAt: number,
): string {
  const length = `${String(from)},${String(until - from)}`;
  const age = since - firstAt;
  const flags = (isCut ? 1 : 0) + (replayed ? 2 : 0) + 4 * deaths;
  const what = ENTRY_STATES.indexOf(state);
  if (cause === undefined && readyAt === undefined && age === 0 && flags === 0 && what === 0 && attempts === 0) {
    return `[${length}]`;
  }
  const span = `${length},${String(age)},${String(what)},${String(flags)},${String(attempts)}`;
  if (cause !== undefined) return `[${span},${String(readyAt ?? null)},${JSON.stringify(cause)}]`;
  return readyAt === undefined ? `[${span}]` : `[${span},${String(readyAt)}]`;
}

function decodeSpan(body: unknown, firstAt: number): Span {
  const [start, length, age = 0, state = 0, flags = 0, attempts = 0, readyAt, cause] = listIn(body);
  const known = ENTRY_STATES[numberIn(state)];
  if (known === undefined) throw corrupt();
  const from = numberIn(start);
  const bits = numberIn(flags);
  const deaths = bits >> 2;
  return {
    from,
    until: from + numberIn(length),
    state: known,
    isCut: (bits & 1) !== 0,
    replayed: (bits & 2) !== 0,
    attempts: numberIn(attempts),
    ...(deaths > 0 && { deaths }),
    since: firstAt + numberIn(age),
    ...(typeof readyAt === 'number' && { readyAt }),
    ...(typeof cause === 'string' && { cause }),
  };
}

function settlingIn(body: unknown): Settling | undefined {
  const [first, wait] = listIn(body);
  if (first === undefined) return undefined;
  const firstAt = numberIn(first);
  return { firstAt, readyAt: firstAt + numberIn(wait) };
}
