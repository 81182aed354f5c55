import { chance } from '../chance.js';
import type { Grant, OxlinState, User } from '../OxlinState.js';
import type { Call, Content, Reply } from './Call.js';
import { jsonContent } from './content.js';
import { readObject } from './readObject.js';
import { readForm } from './readTarget.js';
import { SCOPES } from './SCOPES.js';

/**
 * Answers `POST {auth}/token`: client credentials, password and refresh grants, from a JSON or a form body.
 * Sources: public clients of v2.1 (both body forms, the members of request and answer).
 *
 * @param call the request
 * @example
 * token(call).content.status; // 200, 400 or 401
 */
export function token(call: Call): Reply {
  const fields = readFields(call);
  const refuse = (status: number, error: string, description: string): Reply => ({
    state: call.state,
    content: jsonContent({ error, error_description: description }, status),
  });
  if (fields === undefined) return refuse(400, 'invalid_request', 'the body must be a JSON object or a form');
  const { clientId, clientSecret } = call.state.settings.credentials;
  if (fields.get('client_id') !== clientId || fields.get('client_secret') !== clientSecret) {
    return refuse(401, 'invalid_client', 'unknown client or wrong secret');
  }
  const asked = (fields.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  if (asked.some((scope) => !SCOPES.includes(scope))) return refuse(400, 'invalid_scope', 'unknown scope');
  const scopes = asked.length === 0 ? SCOPES : asked;
  switch (fields.get('grant_type')) {
    case 'client_credentials':
      return issue(call.state, call.now, { scopes }, false);
    case 'password': {
      const user = findUser(call.state, fields);
      if (user === undefined) return refuse(400, 'invalid_grant', 'unknown user or wrong password');
      return issue(call.state, call.now, { scopes, userId: user.id }, true);
    }
    case 'refresh_token':
      return refresh(call, fields.get('refresh_token') ?? '', refuse);
    default:
      return refuse(400, 'unsupported_grant_type', 'grant_type must be client_credentials, password or refresh_token');
  }
}

type Refuse = (status: number, error: string, description: string) => Reply;

const readFields = ({ request }: Call): ReadonlyMap<string, string> | undefined => {
  if ((request.headers['content-type'] ?? '').includes('json')) {
    const fields = readObject(request.body);
    if (fields === undefined) return undefined;
    return new Map([...fields].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
  }
  try {
    return new Map(readForm(request.body));
  } catch {
    return undefined;
  }
};

const findUser = (state: OxlinState, fields: ReadonlyMap<string, string>): User | undefined =>
  Object.values(state.users).find(
    ({ email, password }) => email === fields.get('username') && password === fields.get('password'),
  );

const refresh = (call: Call, given: string, refuse: Refuse): Reply => {
  const grant = call.state.grants[given];
  const knowsUser = grant?.userId !== undefined && grant.userId in call.state.users;
  if (grant?.kind !== 'refresh' || !knowsUser) return refuse(400, 'invalid_grant', 'unknown or used refresh token');
  // Rotation: a refresh token works once.
  const { [given]: used, ...grants } = call.state.grants;
  return issue({ ...call.state, grants }, call.now, { scopes: used?.scopes ?? [], userId: grant.userId ?? '' }, true);
};

const issue = (
  state: OxlinState,
  now: number,
  granted: Pick<Grant, 'scopes' | 'userId'>,
  mayRefresh: boolean,
): Reply => {
  const lifeS = Number(state.settings.switches.tokenLifeS);
  const access = secretOf(state, 'access');
  const refreshToken =
    mayRefresh && state.settings.switches.refreshToken === 'true' ? secretOf(state, 'refresh') : undefined;
  const grants: Record<string, Grant> = {
    ...state.grants,
    [access]: { ...granted, kind: 'access', expiresAt: now + lifeS * 1000 },
    ...(refreshToken === undefined ? {} : { [refreshToken]: { ...granted, kind: 'refresh', expiresAt: Infinity } }),
  };
  const content: Content = jsonContent({
    access_token: access,
    token_type: 'Bearer',
    expires_in: lifeS,
    scope: granted.scopes.join(' '),
    refresh_token: refreshToken,
  });
  const counters = { ...state.counters, token: state.counters.token + 1 };
  return {
    state: { ...state, grants, counters },
    content: { ...content, headers: { ...content.headers, 'cache-control': 'no-store' } },
  };
};

const secretOf = ({ settings, counters }: OxlinState, kind: string): string => {
  const part = (n: number): string =>
    Math.floor(chance(settings.seed, [kind, counters.token, n]) * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return `sbx-${kind}-${counters.token}-${part(1)}${part(2)}${part(3)}`;
};
