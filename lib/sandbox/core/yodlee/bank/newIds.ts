import type { BookContext } from './BookContext.js';
import { makeId } from './makeId.js';
import type { Container, UserBook } from './records.js';

/**
 * Takes the next ids of a kind.
 *
 * @param book the user's book, which stays as it is
 * @param context where it happens
 * @param what the kind, the container of transactions, and how many
 * @example
 * newIds(book, context, { kind: 'account', count: 2 }).ids; // ['1000000001', '1000000002']
 */
export function newIds(
  book: UserBook,
  { switches }: Pick<BookContext, 'switches'>,
  what: {
    readonly kind: 'providerAccount' | 'account' | 'transaction' | 'holding';
    readonly container?: Container;
    readonly count: number;
  },
): { readonly book: UserBook; readonly ids: readonly string[] } {
  const counter = what.container ?? what.kind;
  const used = book.counters[counter] ?? 0;
  const owner = { index: book.index, wide: switches.wideIds === 'true' };
  const ids = Array.from({ length: what.count }, (_, n) => makeId(what.kind, owner, used + n + 1));
  return { book: { ...book, counters: { ...book.counters, [counter]: used + what.count } }, ids };
}
