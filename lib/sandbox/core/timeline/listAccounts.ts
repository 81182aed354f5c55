import type { Account, Connection } from '../bank/records.js';
import type { Effect, OxlinState } from '../OxlinState.js';
import type { ChannelMode } from '../script/ScenarioScript.js';
import { accountJson } from '../wire/accountJson.js';
import { connectionJson } from '../wire/connectionJson.js';
import { writeEvent } from './writeEvent.js';

/**
 * Announces the accounts of one channel: new ones and **those the user had deleted** are back from here on.
 * Source: seed 000.
 *
 * Assumption: the list travels as `accounts` inside the event's resource.
 *
 * @param state the simulator
 * @param effect moment and connection
 * @param mode the channel whose list it is
 * @example
 * listAccounts(state, effect, 'REDIRECT').events.at(-1);
 */
export function listAccounts(state: OxlinState, effect: Effect, mode: ChannelMode): OxlinState {
  const connection = state.connections[effect.connectionId];
  if (connection === undefined) return state;
  const listed = Object.values(state.accounts)
    .filter((account) => account.connectionId === connection.id && account.mode === mode)
    .map((account): Account => ({ ...account, visibility: 'listed' }));
  const accounts = { ...state.accounts, ...Object.fromEntries(listed.map((account) => [account.id, account])) };
  return announce({ ...state, accounts }, effect, connection, { mode, listed });
}

const announce = (
  state: OxlinState,
  effect: Effect,
  connection: Connection,
  { mode, listed }: { readonly mode: ChannelMode; readonly listed: readonly Account[] },
): OxlinState =>
  writeEvent(state, {
    userId: connection.userId,
    connectionId: connection.id,
    type: state.settings.switches.listAccountsEvent,
    resourceType: 'CONNECTION',
    resource: {
      ...connectionJson(state.settings, connection),
      accounts: listed.map((account) => accountJson(state.settings, account)),
    },
    definitionId: connection.channels.find((channel) => channel.mode === mode)?.definitionId,
    at: effect.at,
    datedS: 0,
  });
