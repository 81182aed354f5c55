import type { LogEntry, OxlinState } from './OxlinState.js';

/**
 * Lists every request to both origins, oldest first, without secrets: no headers, no bodies, and of a request to the
 * authorization server the path alone.
 *
 * @param state the simulator
 * @example
 * requestLog(state).filter(({ method }) => method === 'POST').length;
 */
export function requestLog(state: Pick<OxlinState, 'log'>): readonly LogEntry[] {
  const entries: LogEntry[] = [];
  for (let link = state.log; link !== undefined; link = link.before) entries.push(link.last);
  return entries.reverse();
}
