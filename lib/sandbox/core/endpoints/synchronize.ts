import { connectionsOf } from '../bank/connectionsOf.js';
import { connectionStatus } from '../bank/connectionStatus.js';
import type { Connection } from '../bank/records.js';
import { clockMs } from '../clockMs.js';
import type { Effect, OxlinState, SyncRun } from '../OxlinState.js';
import { beginSync } from '../timeline/beginSync.js';
import { isSyncing } from '../timeline/isSyncing.js';
import { lookAt } from '../timeline/lookAt.js';
import type { Call, Content, Reply } from './Call.js';
import { jsonContent, NO_CONTENT, refusal } from './content.js';
import { readObject } from './readObject.js';
import { retryAfter } from './retryAfter.js';

/**
 * Answers `POST /connections/{id}/synchronize`: 204 without a body. Source: seed 000.
 *
 * @param call the request
 * @example
 * synchronizeOne(call).content.status; // 204
 */
export function synchronizeOne(call: Call): Reply {
  const {
    userId,
    now,
    ids: [id],
  } = call;
  const known = connectionsOf(call.state, userId).find((connection) => connection.id === id);
  if (known === undefined) return { state: call.state, content: refusal(404, 'no such connection') };
  const state = lookAt(call.state, [known], now);
  const connection = state.connections[known.id] ?? known;
  const type = readType(call);
  const refused =
    typeof type === 'object' ? type : (serverRefusal(state, now) ?? connectionRefusal(state, connection, now));
  if (refused !== undefined || typeof type === 'object') {
    return refusePost(state, [connection], refused ?? refusal(400, 'bad type'));
  }
  const accepted = accept(state, connection, { type, now });
  const lost = losesAnswer(connection) ? ({ fault: 'reset' } as const) : {};
  return { state: accepted, content: { ...NO_CONTENT, ...slowness(state), ...lost } };
}

/**
 * Answers `POST /connections/synchronize`: 200 with links to what will be synchronised; connections that are running
 * already are among them and are not started twice, manual and closed ones are left out. Source: seed 000.
 *
 * @param call the request
 * @example
 * synchronizeAll(call).content.body; // '{"connection_links":["/connections/1001"]}'
 */
export function synchronizeAll(call: Call): Reply {
  const { userId, now } = call;
  const state = lookAt(call.state, connectionsOf(call.state, userId), now);
  const eligible = connectionsOf(state, userId).filter((connection) => canSync(connection));
  const bodyFault = readType(call, false);
  const refused = typeof bodyFault === 'object' ? bodyFault : serverRefusal(state, now);
  if (refused !== undefined) return refusePost(state, eligible, refused);
  const accepted = eligible.reduce((next, connection) => accept(next, connection, { type: 'ALL', now }), state);
  const content = jsonContent({ connection_links: eligible.map(({ id }) => `/connections/${id}`) });
  const lost = eligible.some(losesAnswer) ? ({ fault: 'reset' } as const) : {};
  return { state: accepted, content: { ...content, ...slowness(state), ...lost } };
}

const slowness = ({ settings }: OxlinState): Pick<Content, 'delayMs'> => {
  const delayMs = Number(settings.switches.postTakesMs);
  return delayMs === 0 ? {} : { delayMs };
};

const losesAnswer = ({ script, postsAccepted }: Connection): boolean =>
  script.ambiguousPost === true && postsAccepted === 0;

const canSync = ({ channels }: Connection): boolean => !['NONE', 'CLOSED'].includes(connectionStatus(channels));

/** A type, or the refusal of a body or query that has no place here. */
const readType = ({ state, request, query }: Call, offered = true): SyncRun['type'] | Content => {
  const inBody = state.settings.switches.typeIn === 'body';
  const text = request.body.trim();
  const fields = text === '' || text === 'null' ? new Map<string, unknown>() : readObject(text);
  if (fields === undefined) return refusal(400, 'the body must be empty or a JSON object');
  const stray = [...fields.keys()].find((name) => name !== 'type' || !inBody || !offered);
  if (stray !== undefined) return refusal(400, 'unknown member in the body');
  if (query.has('type') && inBody) return refusal(400, 'type belongs in the body');
  const type = (inBody ? fields.get('type') : query.get('type')) ?? 'ALL';
  return type === 'ALL' || type === 'LIST_ACCOUNTS' ? type : refusal(400, 'type must be ALL or LIST_ACCOUNTS');
};

const serverRefusal = (state: OxlinState, now: number): Content | undefined => {
  const { switches, rateLimit } = state.settings;
  if (switches.oneShot === '403') return refusal(403, 'manual synchronisations are not part of the contract');
  if (state.postsRefused >= rateLimit.posts) return undefined;
  return refusal(429, 'too many requests', { 'retry-after': retryAfter(state, now, { ms: 2_000, form: 'seconds' }) });
};

const connectionRefusal = (state: OxlinState, connection: Connection, now: number): Content | undefined => {
  if (!canSync(connection)) return refusal(400, 'a manual or closed connection cannot be synchronised');
  const { alreadyRunning, coolDown } = state.settings.switches;
  if (isSyncing(state, connection.id) && alreadyRunning === '409') return refusal(409, 'a synchronisation is running');
  const last = state.runs.filter(({ connectionId }) => connectionId === connection.id).at(-1)?.endedAt;
  const leftMs = last === undefined ? 0 : last + 60_000 - clockMs(state, now);
  if (coolDown === 'none' || leftMs <= 0) return undefined;
  return refusal(429, 'synchronised a moment ago', {
    'retry-after': retryAfter(state, now, { ms: leftMs, form: 'seconds' }),
  });
};

const refusePost = (state: OxlinState, connections: readonly Connection[], content: Content): Reply => ({
  state: {
    ...connections.reduce((next, { id }) => count(next, id, 'postsRefused'), state),
    postsRefused: state.postsRefused + (content.status === 429 ? 1 : 0),
  },
  content,
});

const count = (state: OxlinState, id: string, what: 'postsAccepted' | 'postsRefused'): OxlinState => {
  const connection = state.connections[id];
  if (connection === undefined) return state;
  return { ...state, connections: { ...state.connections, [id]: { ...connection, [what]: connection[what] + 1 } } };
};

const accept = (
  state: OxlinState,
  connection: Connection,
  { type, now }: { readonly type: SyncRun['type']; readonly now: number },
): OxlinState => {
  const counted = count(state, connection.id, 'postsAccepted');
  const { postBegins, postTakesMs } = state.settings.switches;
  if (postBegins === 'start') return beginSync(counted, connection.id, { type, at: now });
  const at = now + Number(postTakesMs) + state.settings.latencyMs;
  const start: Effect = { at, runId: '', connectionId: connection.id, step: { at: 0, do: 'start', type } };
  return { ...counted, effects: [...counted.effects, start].sort((a, b) => a.at - b.at) };
};
