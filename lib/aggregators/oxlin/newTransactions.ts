import { concatMap, defer, filter, type Observable } from 'rxjs';
import type { Outcome } from '../../model/Outcome.js';
import type { Transaction } from '../../model/Transaction.js';
import type { OxlinUser } from './OxlinUser.js';

/**
 * Reads what a sync brought: the transactions of its connection that upstream took over since the end before.
 *
 * Since the earliest end date, before the sync, of the channels that it moved; if none was known before, since the
 * trigger; without either, everything. A row that arrives late with an old date is found as well. Rows of an account
 * come together, each once. The increment is that of this outcome: what the night brought before the baseline is not in
 * it; whoever must not miss a row keeps the newest `importedAt` and reads `user.transactions({ importedFrom })`.
 *
 * Assumption: `import_date` equals the end date of the channel that brought the row, as in answers recorded by public
 * clients of v2.1.
 *
 * Cost: 2 requests and 2 for each account, one after the other. Memory: O(ids of one account). Errors: those of the reads.
 *
 * @param user whose connection it is
 * @param outcome how the sync ended
 * @example
 * syncConnection(user, { connectionId: '1001' })
 *   .pipe(outcomes(), concatMap((outcome) => newTransactions(user, outcome)))
 *   .subscribe(({ amount, label }) => store(amount, label));
 */
export function newTransactions(
  user: Pick<OxlinUser, 'accounts' | 'transactions'>,
  outcome: Outcome,
): Observable<Transaction> {
  return defer(() => {
    const since = startOf(outcome);
    const isNew = ({ importedAt }: Transaction): boolean =>
      since === undefined || importedAt === undefined || since.known || importedAt > since.at;
    return user.accounts({ connectionId: outcome.connectionId }).pipe(
      concatMap(({ id }) =>
        user.transactions({ accountId: id, ...(since === undefined ? {} : { importedFrom: since.at }) }),
      ),
      filter(isNew),
    );
  });
}

/** From when on; `known` when the rows of that very second belong to this sync. */
function startOf({ evidence }: Outcome): { readonly at: Date; readonly known: boolean } | undefined {
  const moved = evidence.endDates.filter(({ before, after }) => (after?.getTime() ?? 0) > (before?.getTime() ?? 0));
  const ends = (moved.length > 0 ? moved : evidence.endDates)
    .map(({ before }) => before)
    .filter((at) => at !== undefined);
  const earliest = ends.sort((one, other) => one.getTime() - other.getTime())[0];
  if (earliest !== undefined) return { at: earliest, known: false };
  return evidence.triggeredAt === undefined ? undefined : { at: evidence.triggeredAt, known: true };
}
