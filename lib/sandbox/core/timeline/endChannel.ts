import { connectionStatus } from '../bank/connectionStatus.js';
import { importTransactions } from '../bank/importTransactions.js';
import type { Channel, Connection } from '../bank/records.js';
import { clockMs } from '../clockMs.js';
import type { Effect, OxlinState, SyncRun } from '../OxlinState.js';
import type { SyncAction } from '../script/ScenarioScript.js';
import { startSync } from './startSync.js';

const BRINGS_DATA = new Set(['SUCCESS', 'PARTIAL_SUCCESS']);
const LAG_MS = 4_000;

/**
 * Ends one channel of a running sync: status, dates, new transactions, and the sync itself when it was the last.
 *
 * `last_success_date` moves on success only; `last_end_date` also on failure unless `failedLoginMovesEndDate` says no.
 *
 * @param state the simulator
 * @param effect the moment, the run and the connection
 * @param action which channel, and how it ended
 * @example
 * endChannel(state, effect, { do: 'channel', mode: 'REDIRECT', status: 'SUCCESS' });
 */
export function endChannel(
  state: OxlinState,
  effect: Effect,
  action: Extract<SyncAction, { do: 'channel' }>,
): OxlinState {
  const connection = state.connections[effect.connectionId];
  if (connection === undefined) return state;
  const endS = Math.floor(clockMs(state, effect.at) / 1000) + (effect.step.datedS ?? 0);
  const channels = connection.channels.map((channel) =>
    channel.mode === action.mode ? ended(state, channel, action, endS) : channel,
  );
  const running = connectionStatus(channels) === 'RUNNING';
  const lags = !running && state.settings.switches.terminalBeforeResource === 'true';
  const next: Connection = {
    ...connection,
    channels,
    ...(lags ? { lagging: { until: effect.at + LAG_MS, channels: connection.channels } } : {}),
  };
  const moved = { ...state, connections: { ...state.connections, [next.id]: next } };
  const ownChannel = channels.find(({ mode }) => mode === action.mode);
  const imported =
    ownChannel !== undefined && BRINGS_DATA.has(action.status) ? importTransactions(moved, next, ownChannel) : moved;
  return running || hasMore(imported, effect) ? imported : endRun(imported, next, effect);
}

const ended = (
  { settings }: OxlinState,
  channel: Channel,
  { status, unavailable = channel.unavailable }: Extract<SyncAction, { do: 'channel' }>,
  endS: number,
): Channel => {
  if (status === 'RUNNING') return { ...channel, status };
  const moves = BRINGS_DATA.has(status) || settings.switches.failedLoginMovesEndDate === 'true';
  return {
    ...channel,
    status,
    unavailable,
    ...(moves ? { lastEnd: endS } : {}),
    ...(status === 'SUCCESS' ? { lastSuccess: endS } : {}),
  };
};

const hasMore = (state: OxlinState, { runId }: Effect): boolean =>
  state.effects.some((other) => other.runId === runId && (other.step.do === 'channel' || other.step.do === 'chain'));

const endRun = (state: OxlinState, connection: Connection, { runId, at }: Effect): OxlinState => {
  const runs = state.runs.map((run): SyncRun =>
    run.id === runId && run.endedAt === undefined
      ? {
          ...run,
          endedAt: clockMs(state, at),
          status: connectionStatus(connection.channels),
          channels: Object.fromEntries(connection.channels.map(({ mode, status }) => [mode, status])),
        }
      : run,
  );
  if (!connection.anotherAfter) return { ...state, runs };
  const next = { ...connection, anotherAfter: false };
  const cleared = { ...state, runs, connections: { ...state.connections, [next.id]: next } };
  return startSync(cleared, next.id, { type: 'ALL', startedBy: 'post', at });
};
