import { connectionStatus } from '../bank/connectionStatus.js';
import type { Connection } from '../bank/records.js';
import type { OxlinState } from '../OxlinState.js';
import { startSync } from './startSync.js';

/**
 * Notes that somebody looks at connections: the first look lets a sync that was already running go on, and under the
 * switch `readStartsSync` starts one, as reading "too old" data does upstream.
 *
 * @param state the simulator
 * @param connections what is looked at
 * @param now the caller's clock. Unit: ms
 * @example
 * lookAt(state, connectionsOf(state, '501'), now).runs;
 */
export function lookAt(state: OxlinState, connections: readonly Connection[], now: number): OxlinState {
  return connections.filter(({ seen }) => !seen).reduce((next, connection) => firstLook(next, connection, now), state);
}

const firstLook = (state: OxlinState, connection: Connection, now: number): OxlinState => {
  const next = { ...state, connections: { ...state.connections, [connection.id]: { ...connection, seen: true } } };
  const status = connectionStatus(connection.channels);
  const starts =
    connection.script.runningAtStart === true ||
    (state.settings.switches.readStartsSync === 'true' && status !== 'NONE' && status !== 'CLOSED');
  return starts ? startSync(next, connection.id, { type: 'ALL', startedBy: 'automatic', at: now }) : next;
};
