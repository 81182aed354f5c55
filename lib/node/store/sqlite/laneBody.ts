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
  const times = settling ? `${String(settling.firstAt)},${String(settling.readyAt)}` : '';
  const kept = delivered.map(({ from, until }) => `${String(from)},${String(until)}`).join();
  // Written by hand: every window that comes is written once or more, and most of what JSON.stringify does is not needed.
  return `[${String(fence)},${String(turn)},${String(restedAt)},[${times}],[${spans.map(encodeSpan).join()}],[${kept}]]`;
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
  const [fence, turn, restedAt, settling, spans, delivered] = listIn(body);
  const times = listIn(settling);
  return {
    fence: numberIn(fence),
    turn: numberIn(turn),
    restedAt: numberIn(restedAt),
    ...(times.length > 0 && { settling: decodeSettling(times) }),
    spans: listIn(spans).map(decodeSpan),
    delivered: stretchesIn(delivered),
  };
}

function encodeSpan({ from, until, state, isCut, replayed, attempts, since, readyAt, cause }: Span): string {
  const flags = (isCut ? 1 : 0) + (replayed ? 2 : 0);
  const what = String(ENTRY_STATES.indexOf(state));
  const span = `${String(from)},${String(until)},${what},${String(flags)},${String(attempts)},${String(since)}`;
  if (cause !== undefined) return `[${span},${String(readyAt ?? null)},${JSON.stringify(cause)}]`;
  return readyAt === undefined ? `[${span}]` : `[${span},${String(readyAt)}]`;
}

function decodeSpan(body: unknown): Span {
  const [from, until, state, flags, attempts, since, readyAt, cause] = listIn(body);
  const known = ENTRY_STATES[numberIn(state)];
  if (known === undefined) throw corrupt();
  const bits = numberIn(flags);
  return {
    from: numberIn(from),
    until: numberIn(until),
    state: known,
    isCut: (bits & 1) !== 0,
    replayed: (bits & 2) !== 0,
    attempts: numberIn(attempts),
    since: numberIn(since),
    ...(typeof readyAt === 'number' && { readyAt }),
    ...(typeof cause === 'string' && { cause }),
  };
}

function decodeSettling([firstAt, readyAt]: readonly unknown[]): Settling {
  return { firstAt: numberIn(firstAt), readyAt: numberIn(readyAt) };
}
