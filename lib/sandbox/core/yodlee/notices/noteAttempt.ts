import { tableSet } from '../collections/Table.js';
import type { YodleeState } from '../YodleeState.js';
import { yodleeSeconds } from '../yodleeSeconds.js';
import { intervalS, later } from './addNotice.js';
import type { Notice } from './Notice.js';
import { retryAt } from './retryAt.js';

/**
 * Writes down how a try to deliver went, and schedules what follows from it: nothing, a retry, or one more copy.
 *
 * @param state the service
 * @param notice the notification
 * @param attempt when it was sent (ms of the caller's clock), and the status that came back, if one did
 * @param now the caller's clock. Unit: ms
 * @example
 * noteAttempt(state, notice, { sentAt: now, status: 503 }, now);
 */
export function noteAttempt(
  state: YodleeState,
  notice: Notice,
  { sentAt, status }: { readonly sentAt: number; readonly status?: number },
  now: number,
): YodleeState {
  const attempts = [
    ...notice.attempts,
    { at: yodleeSeconds(state, sentAt), ...(status === undefined ? {} : { status }) },
  ];
  const tried = { ...notice, attempts };
  if (notice.forged !== undefined)
    return put(state, { ...tried, state: isAck(state, status) ? 'acknowledged' : 'discarded' });
  const lost = state.settings.script.sender?.addsUsersOnRetry === true && notice.late.length > 0;
  if (isAck(state, status) && !lost) return acknowledge(state, tried, now);
  const failed = { ...tried, failures: notice.failures + 1, failedAt: notice.failedAt ?? now };
  const at = retryAt(failed, state.settings.switches, now);
  if (at === undefined) return put(state, { ...failed, state: 'discarded' });
  return later(put(state, lost ? withLate(failed) : failed), at, { do: 'send', notice: notice.id });
}

const put = (state: YodleeState, notice: Notice): YodleeState => ({
  ...state,
  notices: tableSet(state.notices, notice.id, notice),
});

const isAck = ({ settings }: YodleeState, status: number | undefined): boolean => {
  if (status === undefined) return false;
  const by = settings.switches.acknowledgedBy;
  return by === 'any' || (by === '200' ? status === 200 : status >= 200 && status < 300);
};

const acknowledge = (state: YodleeState, notice: Notice, now: number): YodleeState => {
  const done: Notice = {
    ...notice,
    failedAt: undefined,
    state: 'acknowledged',
    failures: 0,
    copies: Math.max(0, notice.copies - 1),
  };
  const noted = put(state, done);
  if (notice.copies === 0) return noted;
  // The first copy comes at once, the others when the next windows have come in between.
  const delayMs = notice.copies % 2 === 0 ? 0 : 1_500 * intervalS(state);
  return later(noted, now + delayMs, { do: 'send', notice: notice.id });
};

const withLate = (notice: Notice): Notice => ({
  ...notice,
  late: [],
  parts: notice.parts.map((part, n) => (n === 0 ? { ...part, users: [...part.users, ...notice.late] } : part)),
});
