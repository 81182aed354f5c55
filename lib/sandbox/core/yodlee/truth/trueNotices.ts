import { tableGet } from '../collections/Table.js';
import type { Notice, NoticeState } from '../notices/Notice.js';
import { isoSecond } from '../wire/dates.js';
import type { YodleeState } from '../YodleeState.js';

/** One notification as it really went. */
export interface TrueNotice {
  readonly id: number;
  readonly event: string;
  readonly notificationId: string;
  readonly forged: boolean;
  readonly state: NoticeState;
  readonly windows: readonly { readonly from: string; readonly to: string; readonly users: number }[];
  /** Every try, and the status that came back, if one did. */
  readonly attempts: readonly { readonly at: string; readonly status?: number }[];
}

/** A window of one user that was notified. */
export interface NotifiedWindow {
  readonly from: string;
  readonly to: string;
  readonly notice: number;
  readonly state: NoticeState;
  /** When it was first answered as delivered. */
  readonly acknowledgedAt?: string;
}

/**
 * Lists notifications as they really went, oldest first.
 *
 * @param state the service
 * @param page which of them
 * @example
 * trueNotices(state, { skip: 0, top: 100 }).map(({ state }) => state);
 */
export function trueNotices(
  state: YodleeState,
  { skip, top }: { readonly skip: number; readonly top: number },
): readonly TrueNotice[] {
  return allNotices(state)
    .slice(skip, skip + top)
    .map((notice) => ({
      id: notice.id,
      event: notice.event,
      notificationId: notice.notificationId,
      forged: notice.forged !== undefined,
      state: notice.state,
      windows: notice.parts.map(({ from, to, users }) => ({
        from: isoSecond(from),
        to: isoSecond(to),
        users: users.length,
      })),
      attempts: notice.attempts.map(({ at, ...rest }) => ({ at: isoSecond(at), ...rest })),
    }));
}

/**
 * Lists the windows of DATA_UPDATES in which a user was named, and what became of them.
 *
 * @param state the service
 * @param user the user's number
 * @example
 * notifiedWindows(state, 0).every(({ state }) => state === 'acknowledged');
 */
export function notifiedWindows(state: YodleeState, user: number): readonly NotifiedWindow[] {
  return allNotices(state).flatMap((notice) =>
    notice.parts
      .filter(({ users }) => users.includes(user))
      .map(({ from, to }) => {
        const ack =
          notice.state === 'acknowledged' ? notice.attempts.find(({ status }) => isDelivered(status)) : undefined;
        return {
          from: isoSecond(from),
          to: isoSecond(to),
          notice: notice.id,
          state: notice.state,
          ...(ack === undefined ? {} : { acknowledgedAt: isoSecond(ack.at) }),
        };
      }),
  );
}

/**
 * Lists every notification there is, in the order of making.
 *
 * @param state the service
 * @example
 * allNotices(state).length;
 */
export function allNotices(state: YodleeState): readonly Notice[] {
  const list: Notice[] = [];
  for (let i = 0; i < state.notices.length; i += 1) {
    const notice = tableGet(state.notices, i);
    if (notice !== undefined) list.push(notice);
  }
  return list;
}

const isDelivered = (status: number | undefined): boolean => status !== undefined && status >= 200 && status < 300;
