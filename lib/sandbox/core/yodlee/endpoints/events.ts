import { changedUsers } from '../bank/changedUsers.js';
import { loginNameOf } from '../bank/loginNames.js';
import { hrefOf } from '../notices/renderNotice.js';
import { isoSecond } from '../wire/dates.js';
import { readWindow } from './readWindow.js';
import { shownWindow } from './shownWindow.js';
import type { YodleeCall, YodleeReply } from './YodleeCall.js';
import { yodleeJson, yodleeRefusal } from './yodleeContent.js';

/**
 * Answers `GET /dataExtracts/events`: whose data changed in a window. Source: OpenAPI `getDataExtractsEvents`.
 *
 * @param call the request
 * @example
 * listEvents(call).content?.status; // 200
 */
export function listEvents(call: YodleeCall): YodleeReply {
  const { state, query } = call;
  if (query.get('eventName') !== 'DATA_UPDATES') {
    return { state, content: yodleeRefusal(state, 400, 'Y800', 'Invalid value for eventName') };
  }
  const window = readWindow(call, 'cannot');
  if ('refused' in window) return { state, content: window.refused };
  const users = changedUsers(state, shownWindow(call, window));
  if (users.length === 0 && state.settings.switches.emptyEvents === 'object') return { state, content: yodleeJson({}) };
  // The events API has only ever been seen with ISO dates, whatever the notifications carry.
  const iso = { settings: { ...state.settings, switches: { ...state.settings.switches, noticeDates: 'iso' } } };
  const userData = users.map((user) => {
    const loginName = loginNameOf(state, user);
    return {
      user: { loginName },
      links: [{ methodType: 'GET', rel: 'getUserData', href: hrefOf(iso, loginName, window) }],
    };
  });
  const data = { fromDate: isoSecond(window.from), toDate: isoSecond(window.to), userCount: users.length, userData };
  return { state, content: yodleeJson({ event: { info: 'DATA_UPDATES.USER_DATA', data } }) };
}
