import { tableGet } from '../collections/Table.js';
import type { YodleeState } from '../YodleeState.js';
import { applyAction } from './applyAction.js';
import { blankBook } from './blankBook.js';
import type { BookContext } from './BookContext.js';
import type { UserBook } from './records.js';

/** What is needed to know a user's book. */
type Books = Pick<YodleeState, 'settings' | 'books' | 'bulks'>;

/**
 * Makes a user's book as it stands: what is stored, and what has happened to everybody since.
 *
 * @param state the service
 * @param index the user's number
 * @example
 * bookOf(state, 0).accounts.length;
 */
export function bookOf(state: Books, index: number): UserBook {
  const stored = tableGet(state.books, index) ?? blankBook(index);
  if (stored.bulks === state.bulks.length) return stored;
  const lived = state.bulks
    .slice(stored.bulks)
    .filter(({ first, last }) => first <= index && index <= last)
    .reduce((book, { action, failing, at }) => applyAction(book, contextAt(state, at), { action, failing }), stored);
  return { ...lived, bulks: state.bulks.length };
}

/**
 * Gives the circumstances of an action at a time.
 *
 * @param state the service
 * @param at when. Unit: epoch seconds
 * @example
 * applyAction(book, contextAt(state, at), { action: 'refresh', failing: false });
 */
export function contextAt({ settings }: Pick<Books, 'settings'>, at: number): BookContext {
  const { seed, switches, script } = settings;
  return { seed, switches, at, transactionsPerAdd: script.transactionsPerAdd ?? 3 };
}
