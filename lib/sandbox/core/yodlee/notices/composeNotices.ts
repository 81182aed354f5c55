import { changedUsers } from '../bank/changedUsers.js';
import type { YodleeState } from '../YodleeState.js';
import { yodleeSeconds } from '../yodleeSeconds.js';
import { addNotice, intervalS, later } from './addNotice.js';
import { insightsPayload } from './otherPayloads.js';

/**
 * Ends the current window and notifies everybody whose data changed in it; schedules the end of the next one.
 *
 * @param state the service
 * @param now when the window ends. Unit: ms of the caller's clock
 * @example
 * composeNotices(state, now).windowFrom; // where the next window begins
 */
export function composeNotices(state: YodleeState, now: number): YodleeState {
  const { switches } = state.settings;
  const next = later(state, now + intervalS(state) * 1_000, { do: 'tick' });
  const from = state.windowFrom;
  const end = yodleeSeconds(state, now);
  if (from === undefined || (now < state.outageUntil && switches.afterOutage === 'one-window')) return next;
  if (!isSubscribed(state) && switches.gapAfterSubscribe === 'sent') return next;
  const to = switches.windowEnds === 'touching' ? end : end - 1;
  const moved = { ...next, windowFrom: end };
  if (to < from) return next;
  const users = isSubscribed(state) ? changedUsers(state, { from, to }) : [];
  if (users.length === 0) return moved;
  const most = Number(switches.usersPerNotice) || users.length;
  const groups = Array.from({ length: Math.ceil(users.length / most) }, (_, n) =>
    users.slice(n * most, (n + 1) * most),
  );
  return groups.reduce<YodleeState>((current, group) => notify(current, { from, to, users: group }, now), moved);
}

const isSubscribed = ({ subscriptions }: YodleeState): boolean =>
  Object.hasOwn(subscriptions, 'DATA_UPDATES') || Object.hasOwn(subscriptions, 'INSIGHTS');

const notify = (
  state: YodleeState,
  { from, to, users }: { readonly from: number; readonly to: number; readonly users: readonly number[] },
  now: number,
): YodleeState => {
  const { sender = {} } = state.settings.script;
  const early = sender.addsUsersOnRetry === true ? Math.ceil(users.length / 2) : users.length;
  const told = Object.hasOwn(state.subscriptions, 'DATA_UPDATES')
    ? addNotice(
        state,
        { event: 'DATA_UPDATES', parts: [{ from, to, users: users.slice(0, early) }], late: users.slice(early) },
        now,
      )
    : state;
  if (!Object.hasOwn(state.subscriptions, 'INSIGHTS')) return told;
  return addNotice(told, { event: 'INSIGHTS', payload: insightsPayload(told, { from, to, users }, now) }, now);
};
