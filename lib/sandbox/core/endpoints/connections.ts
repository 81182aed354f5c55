import { connectionsOf } from '../bank/connectionsOf.js';
import type { Connection } from '../bank/records.js';
import { chance } from '../chance.js';
import type { OxlinState } from '../OxlinState.js';
import { channelsAt } from '../timeline/channelsAt.js';
import { lookAt } from '../timeline/lookAt.js';
import { connectionJson } from '../wire/connectionJson.js';
import type { Call, Reply } from './Call.js';
import { jsonContent, refusal } from './content.js';

/**
 * Answers `GET /connections`: a bare list. Source: public clients of v2.1.
 *
 * @param call the request
 * @example
 * listConnections(call).content.body;
 */
export function listConnections({ state, now, userId }: Call): Reply {
  const seen = lookAt(state, connectionsOf(state, userId), now);
  return { state: seen, content: jsonContent(connectionsOf(seen, userId).map((one) => shown(seen, one, now))) };
}

/**
 * Answers `GET /connections/{id}`; 404 for what does not exist (any more) or is another user's.
 *
 * @param call the request
 * @example
 * readConnection(call).content.status; // 200 or 404
 */
export function readConnection({ state, now, userId, ids: [id] }: Call): Reply {
  const connection = connectionsOf(state, userId).find((one) => one.id === id);
  if (connection === undefined) return { state, content: refusal(404, 'no such connection') };
  const seen = lookAt(state, [connection], now);
  return { state: seen, content: jsonContent(shown(seen, seen.connections[connection.id] ?? connection, now)) };
}

const shown = (state: OxlinState, connection: Connection, now: number) => {
  const { lagging } = connection;
  const channels =
    lagging !== undefined && now < lagging.until ? lagging.channels : channelsAt(connection, now - lagMs(state));
  return connectionJson(state.settings, connection, channels);
};

const lagMs = ({ settings, requests }: OxlinState): number => {
  const { getLagsMs, staleReplicaMs } = settings.switches;
  const isReplica = staleReplicaMs !== '0' && chance(settings.seed, ['replica', requests]) < 0.5;
  return Number(getLagsMs) + (isReplica ? Number(staleReplicaMs) : 0);
};
