import { EMPTY_LANE, type Lane, type Span } from '../../lib/store/rules/Lane.js';

/** A span that waits for its first attempt, of the seconds `from` to `until`. */
export function spanOf(from: number, until: number, own: Partial<Span> = {}): Span {
  return { from, until, state: 'waiting', isCut: false, replayed: false, attempts: 0, since: 0, ...own };
}

/** A lane of these spans, ready since 0. */
export function laneOf(spans: readonly Span[], own: Partial<Lane> = {}): Lane {
  return { ...EMPTY_LANE, spans, ...own };
}
