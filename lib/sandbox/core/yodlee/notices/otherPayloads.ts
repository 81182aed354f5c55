import { chance } from '../../chance.js';
import { writeJson, type Json } from '../../wire/writeJson.js';
import { loginNameOf } from '../bank/loginNames.js';
import { providerAccountJson } from '../wire/entityJson.js';
import { idJson } from '../wire/idJson.js';
import { live } from '../bank/entities.js';
import type { UserBook } from '../bank/records.js';
import { isoSecond } from '../wire/dates.js';
import type { YodleeState } from '../YodleeState.js';
import { yodleeSeconds } from '../yodleeSeconds.js';
import { notificationIdOf } from './addNotice.js';
import type { NoticePart } from './Notice.js';

/**
 * Writes the body of a REFRESH event.
 *
 * @param state the service
 * @param book the user's book after the refresh
 * @param now the caller's clock. Unit: ms
 * @example
 * refreshPayload(state, book, now); // {"event":{"info":"REFRESH.PROCESS_COMPLETED",…
 */
export function refreshPayload(state: YodleeState, book: UserBook, now: number): string {
  const newest = [...book.providerAccounts].sort(
    (a, b) => (b.versions.at(-1)?.at ?? 0) - (a.versions.at(-1)?.at ?? 0),
  )[0];
  const version = newest?.versions.at(-1);
  const providerAccount: readonly Json[] =
    newest === undefined || version === undefined
      ? []
      : [{ ...providerAccountJson({ id: newest.id, version }, 'full'), requestId: requestIdOf(state, book, now) }];
  return writeJson({
    event: {
      info: 'REFRESH.PROCESS_COMPLETED',
      loginName: loginNameOf(state, book.index),
      notificationId: notificationIdOf(state, state.notices.length, now),
      data: { providerAccount },
    },
  });
}

/**
 * Writes the body of an AUTO_REFRESH_UPDATES event: `data` is a list.
 *
 * @param state the service
 * @param book the user's book
 * @param now the caller's clock. Unit: ms
 * @example
 * autoRefreshPayload(state, book, now);
 */
export function autoRefreshPayload(state: YodleeState, book: UserBook, now: number): string {
  const data = live(book.providerAccounts).map(({ id, value }) => ({
    loginName: loginNameOf(state, book.index),
    providerAccountId: idJson(id),
    accountIds: live(book.accounts)
      .filter((account) => account.value.providerAccountId === id)
      .map((account) => idJson(account.id)),
    autoRefresh: {
      status: value.isAutoRefreshEnabled ? 'ENABLED' : 'DISABLED',
      additionalStatus: value.status === 'SUCCESS' ? 'SCHEDULED' : 'TEMP_ERROR',
    },
  }));
  const notificationId = notificationIdOf(state, state.notices.length, now);
  const notificationTime = isoSecond(yodleeSeconds(state, now));
  return writeJson({ event: { info: 'AUTO_REFRESH_UPDATES', notificationId, notificationTime, data } });
}

/**
 * Writes the body of a LATEST_BALANCE_UPDATES event.
 *
 * @param state the service
 * @param book the user's book
 * @param now the caller's clock. Unit: ms
 * @example
 * latestBalancePayload(state, book, now);
 */
export function latestBalancePayload(state: YodleeState, book: UserBook, now: number): string {
  const [link] = live(book.providerAccounts);
  const accounts = live(book.accounts).filter(({ value }) => value.providerAccountId === link?.id);
  const status = link?.value.status === 'SUCCESS' ? 'SUCCESS' : 'FAILED';
  return writeJson({
    event: {
      info: 'LATEST_BALANCE_UPDATES',
      notificationId: notificationIdOf(state, state.notices.length, now),
      loginName: loginNameOf(state, book.index),
      data: {
        providerAccountId: idJson(link?.id ?? '0'),
        latestBalanceEvent: accounts.map(({ id }) => ({ accountId: idJson(id), status })),
      },
    },
  });
}

/**
 * Writes the body of an INSIGHTS event, which has no envelope.
 *
 * @param state the service
 * @param part users and their window
 * @param now the caller's clock. Unit: ms
 * @example
 * insightsPayload(state, { from, to, users: [0] }, now); // {"notificationId":…,"info":"INSIGHTS",…
 */
export function insightsPayload(state: YodleeState, { from, to, users }: NoticePart, now: number): string {
  const [fromDate, toDate] = [isoSecond(from), isoSecond(to)];
  const id = chance(state.settings.seed, ['insight', state.notices.length]);
  return writeJson({
    notificationId: Math.floor(id * 2 ** 48)
      .toString(16)
      .padStart(24, '0'),
    info: 'INSIGHTS.USER_DATA',
    notificationTime: isoSecond(yodleeSeconds(state, now)),
    data: {
      userCount: users.length,
      fromDate,
      toDate,
      userData: users.map((user) => {
        const loginName = loginNameOf(state, user);
        const href = `insights/feedExtracts?loginName=${loginName}&fromDate=${fromDate}&toDate=${toDate}`;
        return { user: { loginName }, links: [{ methodType: 'GET', rel: 'feedURl', href }] };
      }),
    },
  });
}

const requestIdOf = ({ settings }: YodleeState, book: UserBook, now: number): string =>
  Math.floor(chance(settings.seed, ['request', book.index, now]) * 2 ** 48).toString(36);
