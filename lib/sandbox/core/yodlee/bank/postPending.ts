import type { BookContext } from './BookContext.js';
import { live, remove, revise } from './entities.js';
import { newIds } from './newIds.js';
import { keyOf } from './newTransactions.js';
import type { TransactionValue, UserBook } from './records.js';

/**
 * Gives a book in which the pending transactions of an account are posted: under their own id, under a new one with
 * the old one deleted, or beside the old one, as the switch `pendingPosts` has it.
 *
 * @param book the user's book, which stays as it is
 * @param context where and when it happens
 * @param accountId the account
 * @example
 * postPending(book, context, '1000000001');
 */
export function postPending(book: UserBook, context: BookContext, accountId: string): UserBook {
  const pending = live(book.transactions).filter(
    ({ value }) => value.accountId === accountId && value.status === 'PENDING',
  );
  const how = context.switches.pendingPosts;
  if (how === 'same-id') {
    const posted = pending.map(({ id, value }) => [id, { ...value, status: 'POSTED' as const }] as const);
    return { ...book, transactions: revise(book.transactions, new Map(posted), context.at) };
  }
  return pending.reduce((next, { id, value }) => {
    const { book: numbered, ids } = newIds(next, context, {
      kind: 'transaction',
      container: value.container,
      count: 1,
    });
    const [fresh = ''] = ids;
    const posted: TransactionValue = { ...value, status: 'POSTED' };
    // Left behind, the old one is no longer anybody's business: it must not be posted again.
    const left: TransactionValue = { ...value, status: 'POSTED', memo: 'authorisation' };
    const kept =
      how === 'new-id'
        ? remove(numbered.transactions, (_, key) => key === id, context.at)
        : revise(numbered.transactions, new Map([[id, left]]), context.at);
    return { ...numbered, transactions: revise(kept, new Map([[keyOf(value.container, fresh), posted]]), context.at) };
  }, book);
}
