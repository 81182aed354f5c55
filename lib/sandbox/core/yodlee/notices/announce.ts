import { bookOf } from '../bank/bookOf.js';
import type { YodleeAction } from '../bank/YodleeAction.js';
import type { YodleeState } from '../YodleeState.js';
import { addNotice } from './addNotice.js';
import { autoRefreshPayload, latestBalancePayload, refreshPayload } from './otherPayloads.js';

/**
 * Sends the events that follow an action at once, to whoever subscribed to them: REFRESH, LATEST_BALANCE_UPDATES and
 * AUTO_REFRESH_UPDATES. DATA_UPDATES waits for the end of its window.
 *
 * @param state the service after the action
 * @param what the action and its user
 * @param now the caller's clock. Unit: ms
 * @example
 * announce(state, { user: 0, action: 'refresh', failing: false }, now);
 */
export function announce(
  state: YodleeState,
  { user, action }: { readonly user: number; readonly action: YodleeAction; readonly failing: boolean },
  now: number,
): YodleeState {
  const wanted = EVENTS.filter(
    ({ event, after }) => Object.hasOwn(state.subscriptions, event) && after.includes(action),
  );
  if (wanted.length === 0) return state;
  const book = bookOf(state, user);
  return wanted.reduce(
    (next, { event, write }) => addNotice(next, { event, payload: write(next, book, now) }, now),
    state,
  );
}

const EVENTS: readonly {
  readonly event: string;
  readonly after: readonly YodleeAction[];
  readonly write: typeof refreshPayload;
}[] = [
  { event: 'REFRESH', after: ['add', 'refresh'], write: refreshPayload },
  { event: 'LATEST_BALANCE_UPDATES', after: ['refresh'], write: latestBalancePayload },
  { event: 'AUTO_REFRESH_UPDATES', after: ['auto-refresh'], write: autoRefreshPayload },
];
