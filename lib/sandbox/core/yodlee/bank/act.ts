import { tableAppend, tableSet } from '../collections/Table.js';
import type { YodleeState } from '../YodleeState.js';
import { yodleeSeconds } from '../yodleeSeconds.js';
import { announce } from '../notices/announce.js';
import { type ActionRequest, applyAction } from './applyAction.js';
import { bookOf, contextAt } from './bookOf.js';
import type { UserBook } from './records.js';

/**
 * Lets an action happen to one user.
 *
 * @param state the service
 * @param request what happens, and to whom
 * @param now the caller's clock. Unit: ms
 * @example
 * act(state, { action: 'refresh', failing: false, user: 0 }, now);
 */
export function act(state: YodleeState, request: ActionRequest & { readonly user: number }, now: number): YodleeState {
  const { user } = request;
  const at = yodleeSeconds(state, now);
  const acted = changeBook(state, applyAction(bookOf(state, user), contextAt(state, at), request), now);
  return announce(acted, { user, action: request.action, failing: request.failing }, now);
}

/**
 * Stores a user's book that has changed just now.
 *
 * @param state the service
 * @param book the book as it is now
 * @param now the caller's clock. Unit: ms
 * @example
 * changeBook(state, deleteAccount(book, { at }, id), now);
 */
export function changeBook(state: YodleeState, book: UserBook, now: number): YodleeState {
  const at = yodleeSeconds(state, now);
  return {
    ...state,
    books: tableSet(state.books, book.index, book),
    changes: tableAppend(state.changes, { at, first: book.index, last: book.index }),
  };
}

/**
 * Lets an action happen to a range of users at the same second, at the price of one.
 *
 * @param state the service
 * @param request what happens, and to whom; both ends included
 * @param now the caller's clock. Unit: ms
 * @example
 * actOnRange(state, { action: 'add', failing: false, first: 0, last: 99_999 }, now);
 */
export function actOnRange(
  state: YodleeState,
  request: Omit<ActionRequest, 'id'> & { readonly first: number; readonly last: number },
  now: number,
): YodleeState {
  if (request.last < request.first) return state;
  const { action, failing, first, last } = request;
  const at = yodleeSeconds(state, now);
  return {
    ...state,
    bulks: [...state.bulks, { action, failing, at, first, last }],
    changes: tableAppend(state.changes, { at, first, last }),
  };
}
