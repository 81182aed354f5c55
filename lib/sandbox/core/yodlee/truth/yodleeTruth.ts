import { changedUsers } from '../bank/changedUsers.js';
import type { Agenda } from '../collections/Agenda.js';
import type { NoticeState } from '../notices/Notice.js';
import { isoSecond } from '../wire/dates.js';
import type { YodleeItem, YodleeState } from '../YodleeState.js';
import { allNotices } from './trueNotices.js';

/** What really happened in the notification service, in numbers. */
export interface YodleeTruth {
  readonly scenarios: readonly string[];
  readonly users: number;
  /** Changes so far; one on everybody counts once. */
  readonly changes: number;
  /** What changed last is dated so, ISO 8601; absent before the first change. */
  readonly lastWindowFrom?: string;
  /** Notifications by what became of them; forged ones are counted apart. */
  readonly notices: Readonly<Record<NoticeState | 'forged', number>>;
  /** Requests about users that do not exist, for tokens included. */
  readonly strangers: number;
  /** Users registered because somebody asked for a token under a new name. */
  readonly registered: readonly string[];
  readonly subscriptions: readonly { readonly name: string; readonly callbackUrl: string }[];
  /** Whether everything planned has happened, every change was notified, and no notification waits. */
  readonly settled: boolean;
}

/**
 * Tells what really happened in the notification service until now.
 *
 * @param state the service, its agenda run
 * @example
 * yodleeTruth(state).settled; // true: a client's book may be compared
 */
export function yodleeTruth(state: YodleeState): YodleeTruth {
  const count = { waiting: 0, acknowledged: 0, discarded: 0, dropped: 0, forged: 0 };
  for (const notice of allNotices(state)) count[notice.forged === undefined ? notice.state : 'forged'] += 1;
  return {
    scenarios: state.settings.names,
    users: state.settings.users,
    changes: state.changes.length,
    ...(state.windowFrom === undefined ? {} : { lastWindowFrom: isoSecond(state.windowFrom) }),
    notices: count,
    strangers: state.strangers,
    registered: state.registered,
    subscriptions: Object.values(state.subscriptions),
    settled: isSettled(state) && count.waiting === 0,
  };
}

const isSettled = (state: YodleeState): boolean =>
  state.windowFrom !== undefined &&
  state.flying === 0 &&
  !state.churn.running &&
  !hasPlans(state.agenda) &&
  changedUsers(state, { from: state.windowFrom, to: Infinity }).length === 0;

/** A heap is walked whole: what is planned may stand anywhere in it. */
const hasPlans = (agenda: Agenda<YodleeItem>): boolean => {
  const open = [agenda];
  for (let next = open.pop(); next !== undefined || open.length > 0; next = open.pop()) {
    if (next === undefined) continue;
    if (next.item.do === 'step' || next.item.do === 'send') return true;
    open.push(next.left, next.right);
  }
  return false;
};
