import { chance } from '../../chance.js';
import { readForm } from '../../endpoints/readTarget.js';
import { loginNameOf, userOf } from '../bank/loginNames.js';
import { tableAppend, tableSet } from '../collections/Table.js';
import { isoSecond } from '../wire/dates.js';
import type { YodleeState } from '../YodleeState.js';
import { yodleeSeconds } from '../yodleeSeconds.js';
import type { YodleeCall, YodleeReply } from './YodleeCall.js';
import { YODLEE_NO_CONTENT, yodleeJson, yodleeRefusal } from './yodleeContent.js';

/**
 * Answers `POST /auth/token`: form body with `clientId` and `secret`, headers `loginName` and `Api-Version`. The admin's
 * login name gives an admin token, any other a user's; a name nobody has registers a user unless the switch
 * `unknownLogin` forbids it. Source: OpenAPI `generateAccessToken`.
 *
 * @param call the request
 * @example
 * issueToken(call).content?.status; // 201
 */
export function issueToken(call: YodleeCall): YodleeReply {
  const { state, request, now } = call;
  const refuse = (status: number, code: string, message: string): YodleeReply => ({
    state,
    content: yodleeRefusal(state, status, code, message),
  });
  const loginName = request.headers['loginname'];
  if (loginName === undefined || loginName === '') return refuse(401, 'Y016', 'loginName header missing');
  if (request.headers['api-version'] !== '1.1') return refuse(401, 'Y016', 'Api-Version header missing');
  const form = readFields(call);
  if (form === undefined) return refuse(400, 'Y806', 'Invalid input');
  const { clientId, clientSecret, adminLogin } = state.settings.credentials;
  if (!form.has('clientId') || !form.has('secret')) return refuse(400, 'Y303', 'clientId or secret is missing');
  if (form.get('clientId') !== clientId || form.get('secret') !== clientSecret) {
    return refuse(400, 'Y301', 'Invalid clientId or secret');
  }
  if (loginName === adminLogin) return issue(state, undefined, now);
  if (/\s/.test(loginName)) return refuse(400, 'Y800', 'Invalid value for loginName');
  if (loginName.length < 3 || loginName.length > 150) return refuse(400, 'Y801', 'Invalid length for loginName');
  const user = userOf(state, loginName);
  if (user !== undefined) return issue(state, user, now);
  const seen = { ...state, strangers: state.strangers + 1 };
  if (isGone(state, loginName)) return { state: seen, content: yodleeRefusal(state, 400, 'Y004', 'Inactive user') };
  if (state.settings.switches.unknownLogin === 'Y305') {
    const message = 'Access token can be issued only for pre-registered users';
    return { state: seen, content: yodleeRefusal(state, 400, 'Y305', message) };
  }
  const registered = { ...seen, registered: [...state.registered, loginName] };
  return issue(registered, state.settings.users + state.registered.length, now);
}

/**
 * Answers `DELETE /auth/token`: revokes the token it came with, at once or after the switch `revokeDelayS`.
 *
 * @param call the request
 * @example
 * deleteToken(call).content?.status; // 204
 */
export function deleteToken({ state, token, now }: YodleeCall): YodleeReply {
  if (token === undefined) return { state, content: YODLEE_NO_CONTENT };
  const revokedAt = now + Number(state.settings.switches.revokeDelayS) * 1_000;
  const tokens = tableSet(state.tokens, token.number, { ...token.value, revokedAt });
  return { state: { ...state, tokens }, content: YODLEE_NO_CONTENT };
}

const readFields = ({ request }: YodleeCall): ReadonlyMap<string, string> | undefined => {
  if (!(request.headers['content-type'] ?? '').includes('application/x-www-form-urlencoded')) return undefined;
  try {
    return new Map(readForm(request.body));
  } catch {
    return undefined;
  }
};

const isGone = (state: YodleeState, loginName: string): boolean =>
  Object.keys(state.unregistered).some((user) => loginNameOf(state, Number(user)) === loginName);

const issue = (state: YodleeState, user: number | undefined, now: number): YodleeReply => {
  const number = state.tokens.length;
  const lifeS = Number(state.settings.switches.yodleeTokenLifeS);
  const part = (n: number): string =>
    Math.floor(chance(state.settings.seed, ['token', number, n]) * 2 ** 32)
      .toString(36)
      .padStart(7, '0');
  const text = `sbx${number}.${part(1)}${part(2)}${part(3)}`;
  return {
    state: { ...state, tokens: tableAppend(state.tokens, { text, user, expiresAt: now + lifeS * 1_000 }) },
    content: yodleeJson(
      { token: { accessToken: text, issuedAt: isoSecond(yodleeSeconds(state, now)), expiresIn: lifeS } },
      201,
    ),
  };
};
