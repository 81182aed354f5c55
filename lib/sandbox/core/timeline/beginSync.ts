import type { OxlinState, SyncRun } from '../OxlinState.js';
import { isSyncing } from './isSyncing.js';
import { startSync } from './startSync.js';

/**
 * Carries out an accepted POST: starts the sync, or joins the one that is running, as the switch `alreadyRunning` says.
 *
 * @param state the simulator
 * @param connectionId an existing connection
 * @param order what was asked for, and when. Unit: ms of the caller's clock
 * @example
 * beginSync(state, '1001', { type: 'ALL', at: now });
 */
export function beginSync(
  state: OxlinState,
  connectionId: string,
  { type, at }: { readonly type: SyncRun['type']; readonly at: number },
): OxlinState {
  if (!isSyncing(state, connectionId)) return startSync(state, connectionId, { type, startedBy: 'post', at });
  const current = state.connections[connectionId];
  if (state.settings.switches.alreadyRunning !== '204-second' || current === undefined) return state;
  return { ...state, connections: { ...state.connections, [current.id]: { ...current, anotherAfter: true } } };
}
