import type { OxlinState } from '../OxlinState.js';

/**
 * Tells whether a sync of a connection is running.
 *
 * @param state the simulator
 * @param id the connection
 * @example
 * isSyncing(state, '1001'); // false
 */
export function isSyncing(state: OxlinState, id: string): boolean {
  return state.runs.some(({ connectionId, endedAt }) => connectionId === id && endedAt === undefined);
}
