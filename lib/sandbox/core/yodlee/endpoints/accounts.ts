import { readObject } from '../../endpoints/readObject.js';
import { act, changeBook } from '../bank/act.js';
import { bookOf } from '../bank/bookOf.js';
import { live, revise } from '../bank/entities.js';
import type { AccountValue, Entity } from '../bank/records.js';
import { accountJson } from '../wire/entityJson.js';
import type { JsonObject } from '../../wire/writeJson.js';
import { yodleeSeconds } from '../yodleeSeconds.js';
import { readIds } from './readIds.js';
import type { YodleeCall, YodleeReply } from './YodleeCall.js';
import { YODLEE_NO_CONTENT, yodleeJson, yodleeRefusal } from './yodleeContent.js';

/**
 * Answers `GET /accounts`: `accountId`, `container`, `providerAccountId`, `status`. Source: OpenAPI `getAllAccounts`.
 *
 * @param call the request
 * @example
 * listUserAccounts(call).content?.status; // 200
 */
export function listUserAccounts(call: YodleeCall): YodleeReply {
  const { state, user, query } = call;
  const ids = readIds(call, 'accountId');
  if ('refused' in ids) return { state, content: ids.refused };
  const links = query.get('providerAccountId')?.split(',');
  const container = query.get('container');
  const status = query.get('status')?.split(',');
  const rows = bookOf(state, user)
    .accounts.filter(({ id }) => ids.wants(id))
    .filter(({ versions }) => {
      const value = versions.at(-1)?.value;
      if (value === undefined) return false;
      const ofLink = links === undefined || links.includes(value.providerAccountId);
      const ofKind = container === undefined || value.container === container;
      return ofLink && ofKind && (status === undefined || status.includes(value.status));
    })
    .flatMap(json);
  return { state, content: yodleeJson(rows.length === 0 ? {} : { account: rows }) };
}

/**
 * Answers `GET /accounts/{id}`. Source: OpenAPI `getAccount`.
 *
 * @param call the request
 * @example
 * readUserAccount(call).content?.status; // 200
 */
export function readUserAccount({ state, user, ids }: YodleeCall): YodleeReply {
  const account = bookOf(state, user)
    .accounts.filter(({ id }) => id === ids[0])
    .flatMap(json);
  if (account.length === 0) return refuse(state, 'Invalid value for accountId');
  return { state, content: yodleeJson({ account }) };
}

/**
 * Answers `PUT /accounts/{id}`: the action `edit-account`; `nickname` and `accountName` are kept. Source: OpenAPI
 * `updateAccount`.
 *
 * @param call the request
 * @example
 * updateUserAccount(call).content?.status; // 204
 */
export function updateUserAccount({ state, user, ids, request, now }: YodleeCall): YodleeReply {
  const [id = ''] = ids;
  const book = bookOf(state, user);
  const account = live(book.accounts).find((one) => one.id === id);
  if (account === undefined) return refuse(state, 'Invalid value for accountId');
  const update = readObject(request.body)?.get('account');
  if (typeof update !== 'object' || update === null) return refuse(state, 'Invalid value for updateParam');
  const given = new Map<string, unknown>(Object.entries(update));
  const [nickname, name] = [given.get('nickname'), given.get('accountName')];
  const value: AccountValue = {
    ...account.value,
    ...(typeof nickname === 'string' ? { nickname } : {}),
    ...(typeof name === 'string' ? { name } : {}),
  };
  const accounts = revise(book.accounts, new Map([[id, value]]), yodleeSeconds(state, now));
  return { state: changeBook(state, { ...book, accounts }, now), content: YODLEE_NO_CONTENT };
}

/**
 * Answers `DELETE /accounts/{id}`: the action `delete-account`. Source: OpenAPI `deleteAccount`.
 *
 * @param call the request
 * @example
 * deleteUserAccount(call).content?.status; // 204
 */
export function deleteUserAccount({ state, user, ids, now }: YodleeCall): YodleeReply {
  const [id = ''] = ids;
  if (!live(bookOf(state, user).accounts).some((one) => one.id === id))
    return refuse(state, 'Invalid value for accountId');
  return { state: act(state, { user, action: 'delete-account', failing: false, id }, now), content: YODLEE_NO_CONTENT };
}

const json = ({ id, versions }: Entity<AccountValue>): readonly JsonObject[] => {
  const version = versions.at(-1);
  return version === undefined || version.deleted ? [] : [accountJson({ id, version }, 'full')];
};

const refuse = (state: YodleeCall['state'], message: string): YodleeReply => ({
  state,
  content: yodleeRefusal(state, 400, 'Y800', message),
});
