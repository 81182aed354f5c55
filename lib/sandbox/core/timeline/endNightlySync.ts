import { importTransactions } from '../bank/importTransactions.js';
import type { Channel, Connection } from '../bank/records.js';
import type { OxlinState, SyncRun } from '../OxlinState.js';

const DURATION_MS = 40_000;

/**
 * Records a sync of the night that has just ended well without anybody watching: dates, transactions, and the run.
 *
 * @param state the simulator
 * @param connection whose sync
 * @param endedMs its end on the sandbox's clock. Unit: ms
 * @example
 * endNightlySync(state, connection, clockMs(state, now) - 3_000).connections['1001'];
 */
export function endNightlySync(state: OxlinState, connection: Connection, endedMs: number): OxlinState {
  const endedS = Math.floor(endedMs / 1000);
  const channels = connection.channels.map((channel): Channel =>
    channel.status === 'SUCCESS' ? { ...channel, lastEnd: endedS, lastSuccess: endedS } : channel,
  );
  const ended: Connection = { ...connection, channels, runs: connection.runs + 1 };
  const run: SyncRun = {
    id: String(state.counters.run),
    connectionId: connection.id,
    type: 'ALL',
    startedBy: 'automatic',
    startedAt: endedMs - DURATION_MS,
    endedAt: endedMs,
    status: 'SUCCESS',
    channels: Object.fromEntries(channels.map(({ mode, status }) => [mode, status])),
    before: connection.channels,
  };
  const recorded: OxlinState = {
    ...state,
    counters: { ...state.counters, run: state.counters.run + 1 },
    runs: [...state.runs, run],
    connections: { ...state.connections, [ended.id]: ended },
  };
  return channels.reduce((next, channel) => importTransactions(next, ended, channel), recorded);
}
