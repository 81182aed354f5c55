import { connectionStatus } from '../bank/connectionStatus.js';
import type { Connection } from '../bank/records.js';
import { clockMs } from '../clockMs.js';
import type { Effect, OxlinState } from '../OxlinState.js';
import type { SyncAction } from '../script/ScenarioScript.js';
import { connectionJson } from '../wire/connectionJson.js';
import { idLexeme } from '../wire/idLexeme.js';
import type { Json } from '../wire/writeJson.js';
import { endNightlySync } from './endNightlySync.js';
import { writeEvent } from './writeEvent.js';

/**
 * Writes the event of a scripted step, about the connection or about whatever else the step asks for.
 *
 * @param state the simulator
 * @param effect moment, run and connection
 * @param action the event
 * @example
 * writeStepEvent(state, effect, { do: 'event', type: 'LOGIN_SUCCESS', mode: 'REDIRECT' });
 */
export function writeStepEvent(
  state: OxlinState,
  effect: Effect,
  action: Extract<SyncAction, { do: 'event' }>,
): OxlinState {
  const connection = state.connections[effect.connectionId];
  if (connection === undefined) return state;
  if (action.resource === 'other') return writeOthersEnd(state, effect, connection, action.type);
  return writeEvent(state, {
    userId: connection.userId,
    connectionId: connection.id,
    type: action.type,
    resourceType: action.resource === 'odd' ? 'BENEFICIARY' : 'CONNECTION',
    resource: resourceOf(state, effect, connection, action.resource ?? 'now'),
    definitionId: connection.channels.find(({ mode }) => mode === action.mode)?.definitionId,
    at: effect.at,
    datedS: effect.step.datedS ?? 0,
  });
}

const resourceOf = (
  state: OxlinState,
  effect: Effect,
  about: Connection,
  which: 'now' | 'before' | 'odd' | 'none',
): Json => {
  switch (which) {
    case 'none':
      return undefined;
    case 'odd':
      return { id: idLexeme(state.settings, '88'), alias: 'made up', nested: { of: ['no', 'connection'] } };
    case 'before':
      return connectionJson(state.settings, about, state.runs.find(({ id }) => id === effect.runId)?.before);
    case 'now':
      return connectionJson(state.settings, about);
  }
};

/** A sync of the night of the user's next connection ends and says so; without one, a connection nobody has any more. */
const writeOthersEnd = (state: OxlinState, effect: Effect, connection: Connection, type: string): OxlinState => {
  const other = Object.values(state.connections).find(
    ({ id, userId, channels }) => id !== connection.id && userId === connection.userId && channels.length > 0,
  );
  const endedMs = clockMs(state, effect.at);
  const rests = other !== undefined && connectionStatus(other.channels) !== 'RUNNING';
  const ended = rests ? endNightlySync(state, other, endedMs) : state;
  const about = other === undefined ? { ...connection, id: '999' } : (ended.connections[other.id] ?? other);
  return writeEvent(ended, {
    userId: connection.userId,
    connectionId: about.id,
    type,
    resourceType: 'CONNECTION',
    resource: connectionJson(state.settings, about),
    definitionId: undefined,
    at: effect.at,
    datedS: 0,
  });
};
