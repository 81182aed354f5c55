import { openScenarios } from '../bank/openScenarios.js';
import { clockMs } from '../clockMs.js';
import type { OxlinState, User } from '../OxlinState.js';
import type { JsonObject } from '../wire/writeJson.js';
import { idLexeme } from '../wire/idLexeme.js';
import type { Call, Reply } from './Call.js';
import { jsonContent, NO_CONTENT, refusal } from './content.js';
import { locationOf } from './locationOf.js';
import { readObject } from './readObject.js';

/**
 * Answers `POST /users`: 201, the id in `Location` and no useful body. Source: public clients of v2.1.
 *
 * @param call the request
 * @example
 * createUser(call).content.headers?.['location']; // '/users/502'
 */
export function createUser(call: Call): Reply {
  const { state, now, request } = call;
  const fields = readObject(request.body);
  const email = fields?.get('email');
  const password = fields?.get('password');
  if (typeof email !== 'string' || typeof password !== 'string' || email === '' || password === '') {
    return { state, content: refusal(400, 'email and password are needed') };
  }
  if (Object.values(state.users).some((user) => user.email === email)) {
    return { state, content: refusal(409, 'a user with this email exists') };
  }
  const id = String(state.counters.user);
  const user: User = { id, email, password, createdAt: Math.floor(clockMs(state, now) / 1000) };
  const counters = { ...state.counters, user: state.counters.user + 1 };
  const created = { ...state, counters, users: { ...state.users, [id]: user } };
  const equipped = state.settings.switches.newUserConnections === 'none' ? created : openScenarios(created, id, now);
  return {
    state: equipped,
    content: { status: 201, body: '', headers: { location: locationOf(call, `/users/${id}`) } },
  };
}

/**
 * Answers `GET /users/me` for the user whose token it is.
 *
 * @param call the request
 * @example
 * readMe(call).content.status; // 200
 */
export function readMe({ state, userId }: Call): Reply {
  return answerUser(state, state.users[userId]);
}

/**
 * Answers `GET /users/{id}` for the client.
 *
 * @param call the request
 * @example
 * readUser(call).content.status; // 200 or 404
 */
export function readUser({ state, ids: [id = ''] }: Call): Reply {
  return answerUser(state, state.users[id]);
}

/**
 * Answers `DELETE /users/{id}` for the client: the user goes with connections, accounts, queues and tokens.
 *
 * @param call the request
 * @example
 * deleteUser(call).content.status; // 204 or 404
 */
export function deleteUser({ state, now, ids: [id = ''] }: Call): Reply {
  if (!(id in state.users)) return { state, content: refusal(404, 'no such user') };
  const without = <T>(records: Readonly<Record<string, T>>, isOwn: (record: T, key: string) => boolean) =>
    Object.fromEntries(Object.entries(records).filter(([key, record]) => !isOwn(record, key)));
  const deletedAt = clockMs(state, now);
  const connections = Object.values(state.connections).map((connection) =>
    connection.userId === id && connection.deletedAt === undefined ? { ...connection, deletedAt } : connection,
  );
  const own = new Set(connections.filter(({ userId }) => userId === id).map((connection) => connection.id));
  const next: OxlinState = {
    ...state,
    users: without(state.users, (_, key) => key === id),
    grants: without(state.grants, ({ userId }) => userId === id),
    queues: without(state.queues, ({ userId }) => userId === id),
    accounts: without(state.accounts, ({ connectionId }) => own.has(connectionId)),
    connections: Object.fromEntries(connections.map((connection) => [connection.id, connection])),
    effects: state.effects.filter(({ connectionId }) => !own.has(connectionId)),
  };
  return { state: next, content: NO_CONTENT };
}

const answerUser = (state: OxlinState, user: User | undefined): Reply =>
  user === undefined
    ? { state, content: refusal(404, 'no such user') }
    : { state, content: jsonContent(userJson(state, user)) };

const userJson = ({ settings }: OxlinState, user: User): JsonObject => ({
  id: idLexeme(settings, user.id),
  email: user.email,
  creation_date: user.createdAt,
});
