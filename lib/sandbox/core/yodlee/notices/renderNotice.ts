import { loginNameOf } from '../bank/loginNames.js';
import { noticeDate } from '../wire/dates.js';
import type { YodleeState } from '../YodleeState.js';
import { notificationIdOf } from './addNotice.js';
import type { Notice, NoticePart } from './Notice.js';

/** A body and its type. */
export interface RenderedNotice {
  readonly body: string;
  readonly contentType: string;
}

/**
 * Writes a notification as it goes over the wire, in the form that the switches ask for.
 *
 * @param state the service
 * @param notice the notification
 * @param now the caller's clock. Unit: ms
 * @example
 * renderNotice(state, notice, now).contentType; // 'application/json'
 */
export function renderNotice(state: YodleeState, notice: Notice, now: number): RenderedNotice {
  if (notice.payload !== undefined) {
    return { body: notice.payload, contentType: notice.forged?.contentType ?? 'application/json' };
  }
  const json = dataUpdates(state, notice, now);
  switch (state.settings.switches.contentType) {
    case 'form':
      return { body: asForm(json), contentType: 'application/x-www-form-urlencoded' };
    case 'mislabelled':
      return notice.id % 2 === 0
        ? { body: asForm(json), contentType: 'application/json' }
        : { body: json, contentType: 'application/x-www-form-urlencoded' };
    default:
      return { body: json, contentType: 'application/json' };
  }
}

/** As HTML forms do it. */
const asForm = (json: string): string => `payload=${encodeURIComponent(json).replaceAll('%20', '+')}`;

const dataUpdates = (state: YodleeState, notice: Notice, now: number): string => {
  const { switches } = state.settings;
  const from = Math.min(...notice.parts.map((part) => part.from));
  const to = Math.max(...notice.parts.map((part) => part.to));
  const users = notice.parts.flatMap((part) => part.users.map((user) => userText(state, user, part)));
  const count = switches.userCountTrue === 'true' ? users.length : users.length + 1;
  const date = (seconds: number): string => JSON.stringify(noticeDate(seconds, switches.noticeDates));
  const id = {
    stable: notice.notificationId,
    'per-attempt': notificationIdOf(state, notice.id + 7_919 * (notice.attempts.length + 1), now),
    absent: undefined,
  }[switches.notificationId];
  const head = id === undefined || switches.noticeDates !== 'iso' ? '' : `"notificationId":${JSON.stringify(id)},`;
  return (
    `{"event":{${head}"info":"DATA_UPDATES.USER_DATA","data":{"userCount":${count},` +
    `"fromDate":${date(from)},"toDate":${date(to)},"userData":[${users.join(',')}]}}}`
  );
};

const userText = (state: YodleeState, user: number, part: NoticePart): string => {
  const { switches } = state.settings;
  const loginName = loginNameOf(state, user);
  const link = JSON.stringify({ methodType: 'GET', rel: 'getUserData', href: hrefOf(state, loginName, part) });
  const others =
    switches.linksPerUser === 'one'
      ? []
      : ['{"methodType":"GET","rel":"somethingNew","href":"somewhere/else"}', link, '{"rel":"getUserData"}'];
  return `{"user":{"loginName":${JSON.stringify(loginName)}},"links":[${[link, ...others].join(',')}]}`;
};

/**
 * Writes the link of a user: relative, with or without percent signs, dates in the form of the notification.
 *
 * @param state the service
 * @param loginName whose data
 * @param part the window
 * @example
 * hrefOf(state, 'user-1', { from, to }); // 'dataExtracts/userData?fromDate=…&toDate=…&loginName=user-1'
 */
export function hrefOf(
  { settings: { switches } }: Pick<YodleeState, 'settings'>,
  loginName: string,
  { from, to }: Pick<NoticePart, 'from' | 'to'>,
): string {
  const encode = switches.hrefForm === 'encoded' ? encodeURIComponent : (text: string): string => text;
  const path = switches.hrefPath === 'bare' || switches.noticeDates !== 'iso' ? 'userData' : 'dataExtracts/userData';
  const [fromDate, toDate] = [noticeDate(from, switches.noticeDates), noticeDate(to, switches.noticeDates)];
  return `${path}?fromDate=${encode(fromDate)}&toDate=${encode(toDate)}&loginName=${encode(loginName)}`;
}
