import { linksOf } from './linksOf.js';
import type { LogEntry, OxlinState } from './OxlinState.js';

/**
 * Lists every request to both origins, oldest first, without secrets: no headers, no bodies, and of a request to the
 * authorization server the path alone.
 *
 * @param state the simulator
 * @example
 * requestLog(state).filter(({ method }) => method === 'POST').length;
 */
export function requestLog(state: OxlinState): readonly LogEntry[] {
  return linksOf(state.log);
}
