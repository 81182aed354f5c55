import { tableGet } from '../collections/Table.js';
import type { YodleeState } from '../YodleeState.js';
import { bookOf } from './bookOf.js';
import { isChangedIn } from './extractUserData.js';
import type { ClosedWindow } from './visibleIn.js';

/** What is needed to know who changed. */
type Changes = Pick<YodleeState, 'settings' | 'books' | 'bulks' | 'changes' | 'unregistered'>;

/**
 * Lists the users whose data changed in a window, in order.
 *
 * @param state the service
 * @param window the window
 * @example
 * changedUsers(state, { from, to }).length;
 */
export function changedUsers(state: Changes, window: ClosedWindow): readonly number[] {
  const users = new Set<number>();
  for (let i = firstAt(state, window.from); i < state.changes.length; i += 1) {
    const entry = tableGet(state.changes, i);
    if (entry === undefined || entry.at > window.to) break;
    for (let user = entry.first; user <= entry.last; user += 1) users.add(user);
  }
  const isShown = (user: number): boolean =>
    state.unregistered[String(user)] !== true &&
    (tableGet(state.books, user) === undefined || isChangedIn(bookOf(state, user), window));
  return [...users].filter(isShown).sort((a, b) => a - b);
}

const firstAt = ({ changes }: Changes, from: number): number => {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tableGet(changes, middle)?.at ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
};
