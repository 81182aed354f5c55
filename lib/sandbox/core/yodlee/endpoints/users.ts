import { readObject } from '../../endpoints/readObject.js';
import { loginNameOf, userOf } from '../bank/loginNames.js';
import { changeBook } from '../bank/act.js';
import { bookOf } from '../bank/bookOf.js';
import { deleteProviderAccount } from '../bank/deleteFromBook.js';
import { live } from '../bank/entities.js';
import { yodleeSeconds } from '../yodleeSeconds.js';
import type { YodleeCall, YodleeReply } from './YodleeCall.js';
import { YODLEE_NO_CONTENT, yodleeJson, yodleeRefusal } from './yodleeContent.js';

/**
 * Answers `GET /user`. Source: OpenAPI `getUser`.
 *
 * @param call the request
 * @example
 * readUserDetails(call).content?.status; // 200
 */
export function readUserDetails({ state, user }: YodleeCall): YodleeReply {
  const loginName = loginNameOf(state, user);
  const preferences = { currency: 'USD', locale: 'en_US', timeZone: 'PST', dateFormat: 'MM/dd/yyyy' };
  return {
    state,
    content: yodleeJson({ user: { id: 10_000_000 + user, loginName, roleType: 'INDIVIDUAL', preferences } }),
  };
}

/**
 * Answers `POST /user/register`. Source: OpenAPI `registerUser`.
 *
 * @param call the request
 * @example
 * registerUser(call).content?.status; // 200
 */
export function registerUser({ state, request }: YodleeCall): YodleeReply {
  const user = readObject(request.body)?.get('user');
  const loginName =
    typeof user === 'object' && user !== null && 'loginName' in user && typeof user.loginName === 'string'
      ? user.loginName
      : '';
  const refuse = (code: string, message: string): YodleeReply => ({
    state,
    content: yodleeRefusal(state, 400, code, message),
  });
  if (loginName.length < 3 || loginName.length > 150) return refuse('Y801', 'Invalid length for loginName');
  if (/\s/.test(loginName) || userOf(state, loginName) !== undefined)
    return refuse('Y800', 'Invalid value for loginName');
  const id = 10_000_000 + state.settings.users + state.registered.length;
  const registered = [...state.registered, loginName];
  return { state: { ...state, registered }, content: yodleeJson({ user: { id, loginName, roleType: 'INDIVIDUAL' } }) };
}

/**
 * Answers `DELETE /user/unregister`: the user and all data are gone, tokens and login name worth nothing.
 *
 * @param call the request
 * @example
 * unregisterUser(call).content?.status; // 204
 */
export function unregisterUser({ state, user, now }: YodleeCall): YodleeReply {
  const at = yodleeSeconds(state, now);
  const book = bookOf(state, user);
  const emptied = live(book.providerAccounts).reduce((next, { id }) => deleteProviderAccount(next, { at }, id), book);
  const gone = {
    ...changeBook(state, emptied, now),
    unregistered: { ...state.unregistered, [String(user)]: true as const },
  };
  return { state: gone, content: YODLEE_NO_CONTENT };
}
