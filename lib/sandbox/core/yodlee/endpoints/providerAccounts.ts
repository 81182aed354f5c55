import { act, changeBook } from '../bank/act.js';
import { bookOf } from '../bank/bookOf.js';
import { live, revise } from '../bank/entities.js';
import type { Entity, ProviderAccountValue } from '../bank/records.js';
import { readObject } from '../../endpoints/readObject.js';
import { providerAccountJson } from '../wire/entityJson.js';
import type { JsonObject } from '../../wire/writeJson.js';
import { yodleeSeconds } from '../yodleeSeconds.js';
import type { YodleeCall, YodleeReply } from './YodleeCall.js';
import { YODLEE_NO_CONTENT, yodleeJson, yodleeRefusal } from './yodleeContent.js';

/**
 * Answers `GET /providerAccounts`. Source: OpenAPI `getAllProviderAccounts`.
 *
 * @param call the request
 * @example
 * listLinks(call).content?.status; // 200
 */
export function listLinks({ state, user, query }: YodleeCall): YodleeReply {
  const wanted = query.get('providerIds')?.split(',');
  const links = thereIn(bookOf(state, user).providerAccounts).filter(
    ({ versions }) => wanted === undefined || wanted.includes(String(versions.at(-1)?.value.providerId)),
  );
  return { state, content: yodleeJson(links.length === 0 ? {} : { providerAccount: links.flatMap(linkJson) }) };
}

/**
 * Answers `GET /providerAccounts/{id}`. Source: OpenAPI `getProviderAccount`.
 *
 * @param call the request
 * @example
 * readLink(call).content?.status; // 200 or 400
 */
export function readLink({ state, user, ids }: YodleeCall): YodleeReply {
  const link = thereIn(bookOf(state, user).providerAccounts).find(({ id }) => id === ids[0]);
  if (link === undefined) return refuse(state, 'Y800', 'Invalid value for providerAccountId');
  return { state, content: yodleeJson({ providerAccount: linkJson(link).map((json) => ({ ...json, consentId: 0 })) }) };
}

/**
 * Answers `POST /providerAccounts`: the action `add`. Source: OpenAPI `linkProviderAccount`.
 *
 * @param call the request
 * @example
 * linkProvider(call).content?.status; // 200
 */
export function linkProvider({ state, user, query, now }: YodleeCall): YodleeReply {
  if (!/^\d+$/.test(query.get('providerId') ?? '')) return refuse(state, 'Y803', 'providerId is mandatory');
  const added = act(state, { user, action: 'add', failing: false }, now);
  return {
    state: added,
    content: yodleeJson({ providerAccount: thereIn(bookOf(added, user).providerAccounts).slice(-1).flatMap(linkJson) }),
  };
}

/**
 * Answers `PUT /providerAccounts?providerAccountIds=…`: the action `refresh`. Source: OpenAPI
 * `editCredentialsOrRefreshProviderAccount`.
 *
 * @param call the request
 * @example
 * refreshLinks(call).content?.status; // 200
 */
export function refreshLinks({ state, user, query, now }: YodleeCall): YodleeReply {
  const ids = (query.get('providerAccountIds') ?? '').split(',').filter((id) => id !== '');
  const there = new Set(thereIn(bookOf(state, user).providerAccounts).map(({ id }) => id));
  const wanted = ids.length === 0 ? [...there] : ids;
  if (wanted.some((id) => !there.has(id))) return refuse(state, 'Y800', 'Invalid value for providerAccountIds');
  const refreshed = wanted.reduce((next, id) => act(next, { user, action: 'refresh', failing: false, id }, now), state);
  const links = bookOf(refreshed, user).providerAccounts.filter(({ id }) => wanted.includes(id));
  return { state: refreshed, content: yodleeJson({ providerAccount: links.flatMap(linkJson) }) };
}

/**
 * Answers `DELETE /providerAccounts/{id}`: the action `delete-provider-account`. Source: OpenAPI `deleteProviderAccount`.
 *
 * @param call the request
 * @example
 * deleteLink(call).content?.status; // 204, or what the switch `deleteStatus` says
 */
export function deleteLink({ state, user, ids, now }: YodleeCall): YodleeReply {
  const [id = ''] = ids;
  if (!live(bookOf(state, user).providerAccounts).some((link) => link.id === id)) {
    return refuse(state, 'Y800', 'Invalid value for providerAccountId');
  }
  const content = { status: Number(state.settings.switches.deleteStatus), body: '' };
  return { state: act(state, { user, action: 'delete-provider-account', failing: false, id }, now), content };
}

/**
 * Answers `PUT /providerAccounts/{id}/preferences`: switches data extracts and automatic refreshes of one provider
 * account. Source: OpenAPI `updatePreferences`.
 *
 * @param call the request
 * @example
 * setPreferences(call).content?.status; // 204
 */
export function setPreferences({ state, user, ids, request, now }: YodleeCall): YodleeReply {
  const [id = ''] = ids;
  const book = bookOf(state, user);
  const link = live(book.providerAccounts).find((one) => one.id === id);
  if (link === undefined) return refuse(state, 'Y807', 'Resource not found');
  const preferences = readObject(request.body)?.get('preferences');
  if (typeof preferences !== 'object' || preferences === null)
    return refuse(state, 'Y800', 'Invalid value for preferences');
  const given = new Map<string, unknown>(Object.entries(preferences));
  const wrong = SWITCHABLE.find((name) => given.has(name) && typeof given.get(name) !== 'boolean');
  if (wrong !== undefined) return refuse(state, 'Y800', `Invalid value for preferences.${wrong}`);
  const chosen = Object.fromEntries(
    SWITCHABLE.filter((name) => given.has(name)).map((name) => [name, given.get(name) === true]),
  );
  const value: ProviderAccountValue = { ...link.value, ...chosen };
  const providerAccounts = revise(book.providerAccounts, new Map([[id, value]]), yodleeSeconds(state, now));
  return { state: changeBook(state, { ...book, providerAccounts }, now), content: YODLEE_NO_CONTENT };
}

const SWITCHABLE = ['isDataExtractsEnabled', 'isAutoRefreshEnabled'] as const;

const thereIn = <V>(entities: readonly Entity<V>[]): readonly Entity<V>[] =>
  entities.filter(({ versions }) => versions.at(-1)?.deleted === false);

const linkJson = ({ id, versions }: Entity<ProviderAccountValue>): readonly JsonObject[] => {
  const version = versions.at(-1);
  if (version === undefined) return [];
  const { isDataExtractsEnabled, isAutoRefreshEnabled } = version.value;
  return [
    { ...providerAccountJson({ id, version }, 'full'), preferences: { isDataExtractsEnabled, isAutoRefreshEnabled } },
  ];
};

const refuse = (state: YodleeCall['state'], code: string, message: string): YodleeReply => ({
  state,
  content: yodleeRefusal(state, 400, code, message),
});
