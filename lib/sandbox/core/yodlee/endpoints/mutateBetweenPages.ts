import { changeBook } from '../bank/act.js';
import { bookOf } from '../bank/bookOf.js';
import { revise } from '../bank/entities.js';
import type { TransactionValue } from '../bank/records.js';
import type { Shown } from '../bank/visibleIn.js';
import type { YodleeState } from '../YodleeState.js';
import { yodleeSeconds } from '../yodleeSeconds.js';

const ROWS = 2;

/**
 * Lets rows of the first page change after it was read, so that the pages that follow begin too late; as often as the
 * script says, per user.
 *
 * @param state the service
 * @param user the user whose first page was read
 * @param page its rows, and the caller's clock (ms)
 * @example
 * mutateBetweenPages(state, 0, { rows, now });
 */
export function mutateBetweenPages(
  state: YodleeState,
  user: number,
  { rows, now }: { readonly rows: readonly Shown<TransactionValue>[]; readonly now: number },
): YodleeState {
  const done = state.mutations[String(user)] ?? 0;
  if (done >= (state.settings.script.pageMutations ?? 0)) return state;
  const book = bookOf(state, user);
  const at = yodleeSeconds(state, now);
  const changed = rows
    .filter(({ version }) => !version.deleted && version.at < at)
    .slice(0, ROWS)
    .map(({ id, version }) => [id, { ...version.value, memo: `seen ${done + 1}` }] as const);
  const transactions = revise(book.transactions, new Map(changed), at);
  const mutations = { ...state.mutations, [String(user)]: done + 1 };
  return changeBook({ ...state, mutations }, { ...book, transactions }, now);
}
