import { connectionStatus } from '../bank/connectionStatus.js';
import type { Channel, Connection } from '../bank/records.js';
import { clockMs } from '../clockMs.js';
import type { Effect, Grant, OxlinState, Queue, SyncRun } from '../OxlinState.js';
import { beginSync } from './beginSync.js';
import { endChannel } from './endChannel.js';
import { listAccounts } from './listAccounts.js';
import { startSync } from './startSync.js';
import { terminalType } from './terminalType.js';
import { enqueue } from './writeEvent.js';
import { writeStepEvent } from './writeStepEvent.js';

/**
 * Carries out one step of a time line.
 *
 * @param state the simulator, the effect already taken off its list
 * @param effect what happens, to which connection, and when
 * @example
 * applyStep(state, { at: 0, runId: '1', connectionId: '1001', step: { at: 0, do: 'begin' } });
 */
export function applyStep(state: OxlinState, effect: Effect): OxlinState {
  const connection = state.connections[effect.connectionId];
  if (connection === undefined) return state;
  const { step } = effect;
  switch (step.do) {
    case 'begin':
      return withChannels(state, connection, begun);
    case 'channel':
      return endChannel(state, effect, step);
    case 'event':
      return writeStepEvent(state, effect, step);
    case 'terminal':
      return writeTerminal(state, effect, connection);
    case 'list':
      return listAccounts(state, effect, step.mode);
    case 'chain':
      return chainAll(state, effect, connection);
    case 'delete':
      return deleteConnection(state, effect, connection);
    case 'expireQueues':
      return expireQueues(state, connection.userId);
    case 'expireTokens':
      return expireTokens(state, effect.at);
    case 'raw':
      return writeRaw(state, connection, step.text);
    case 'start':
      return beginSync(state, connection.id, { type: step.type, at: effect.at });
  }
}

const withChannels = (
  state: OxlinState,
  connection: Connection,
  change: (channel: Channel) => Channel,
): OxlinState => ({
  ...state,
  connections: { ...state.connections, [connection.id]: { ...connection, channels: connection.channels.map(change) } },
});

const begun = (channel: Channel): Channel =>
  channel.status === 'EMPTY' || channel.status === 'CLOSED' ? channel : { ...channel, status: 'RUNNING' };

const writeTerminal = (state: OxlinState, effect: Effect, connection: Connection): OxlinState => {
  const type = terminalType(state.settings.switches, connection.channels);
  return type === undefined ? state : writeStepEvent(state, effect, { do: 'event', type });
};

const chainAll = (state: OxlinState, effect: Effect, connection: Connection): OxlinState => {
  const endedAt = clockMs(state, effect.at);
  const runs = state.runs.map((run): SyncRun =>
    run.id === effect.runId ? { ...run, endedAt, status: 'LISTED' } : run,
  );
  const endS = Math.floor(endedAt / 1000);
  const looksEnded = Number(state.settings.switches.listGapMs) > 0;
  const rested = looksEnded
    ? withChannels({ ...state, runs }, connection, (channel) =>
        channel.status === 'RUNNING' ? { ...channel, status: 'SUCCESS', lastEnd: endS, lastSuccess: endS } : channel,
      )
    : { ...state, runs };
  return startSync(rested, connection.id, { type: 'ALL', startedBy: 'chain', at: effect.at });
};

const deleteConnection = (state: OxlinState, effect: Effect, connection: Connection): OxlinState => {
  const deletedAt = clockMs(state, effect.at);
  return {
    ...state,
    connections: { ...state.connections, [connection.id]: { ...connection, deletedAt } },
    effects: state.effects.filter(({ connectionId }) => connectionId !== connection.id),
    runs: state.runs.map((run): SyncRun =>
      run.connectionId === connection.id && run.endedAt === undefined
        ? { ...run, endedAt: deletedAt, status: connectionStatus([{ status: 'CLOSED' }]) }
        : run,
    ),
  };
};

const expireQueues = (state: OxlinState, userId: string): OxlinState => {
  const gone = (queue: Queue): Queue => (queue.userId === userId ? { ...queue, state: 'gone', entries: [] } : queue);
  return { ...state, queues: Object.fromEntries(Object.entries(state.queues).map(([id, queue]) => [id, gone(queue)])) };
};

const expireTokens = (state: OxlinState, at: number): OxlinState => {
  const expired = (grant: Grant): Grant =>
    grant.kind === 'access' ? { ...grant, expiresAt: Math.min(grant.expiresAt, at) } : grant;
  return {
    ...state,
    grants: Object.fromEntries(Object.entries(state.grants).map(([token, grant]) => [token, expired(grant)])),
  };
};

const writeRaw = (state: OxlinState, connection: Connection, text: string): OxlinState => {
  const written = text.replaceAll('{connection_id}', connection.id);
  const id = /"id":\s*"([^"]*)"/.exec(written)?.[1] ?? '';
  const type = /"event_type":\s*"([^"]*)"/.exec(written)?.[1] ?? '';
  return enqueue(state, { id, userId: connection.userId, connectionId: connection.id, type, text: written });
};
