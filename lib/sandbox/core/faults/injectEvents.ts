import { connectionsOf } from '../bank/connectionsOf.js';
import type { Channel, Connection } from '../bank/records.js';
import { chance } from '../chance.js';
import type { OxlinState } from '../OxlinState.js';
import { writeEvent } from '../timeline/writeEvent.js';
import { connectionJson } from '../wire/connectionJson.js';
import type { InjectedFault } from './InjectedFault.js';

/**
 * Lets a terminal event that is not the awaited one into a user's queues: of an earlier sync of the same connection
 * (new id, old end dates), or of another connection.
 *
 * @param state the simulator
 * @param fault what strikes
 * @param about whose queues, and the caller's clock (ms)
 * @example
 * injectEvents(state, { staleEvent: true }, { userId: '501', now }).events.at(-1);
 */
export function injectEvents(
  state: OxlinState,
  fault: InjectedFault,
  { userId, now }: { readonly userId: string; readonly now: number },
): OxlinState {
  const connection = connectionsOf(state, userId).find(({ channels }) => channels.length > 0);
  if (connection === undefined) return state;
  const old = atRest(
    state.runs.find(({ connectionId }) => connectionId === connection.id)?.before ?? connection.channels,
  );
  // Mostly dated as it is written, sometimes as it happened: both exist.
  const datedS = chance(state.settings.seed, ['stale date', state.requests]) < 0.5 ? 0 : -7_200;
  const stale = fault.staleEvent === true ? terminal(state, { ...connection, channels: old }, now, datedS) : state;
  return fault.foreignEvent === true ? terminal(stale, { ...connection, id: '999', channels: old }, now, 0) : stale;
}

const atRest = (channels: readonly Channel[]): readonly Channel[] =>
  channels.map((channel) => (channel.status === 'EMPTY' ? channel : { ...channel, status: 'SUCCESS' }));

const terminal = (state: OxlinState, about: Connection, at: number, datedS: number): OxlinState =>
  writeEvent(state, {
    userId: about.userId,
    connectionId: about.id,
    type: 'SYNC_ALL_SUCCESS',
    resourceType: 'CONNECTION',
    resource: connectionJson(state.settings, about),
    definitionId: undefined,
    at,
    datedS,
  });
