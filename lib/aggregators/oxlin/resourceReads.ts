import { concatMap, ignoreElements, map, type Observable } from 'rxjs';
import type { Decoded } from '../../model/decodeWith.js';
import { accountQuery } from './AccountFilter.js';
import { allPages } from './allPages.js';
import { fetchJson } from './fetchJson.js';
import type { OxlinUser } from './OxlinUser.js';
import type { OxlinParts } from './OxlinParts.js';
import { DECODE } from './resources.js';
import { transactionQuery } from './TransactionFilter.js';

/** The reads that people make, after a sync or without one. */
export type ResourceReads = Pick<
  OxlinUser,
  'connections' | 'accounts' | 'account' | 'transactions' | 'transaction' | 'providers' | 'me' | 'deleteUser'
>;

/** How a read that failed for now is repeated. */
export type Repeat = <T>(read: Observable<T>) => Observable<T>;

/**
 * Makes the reads of one user; each page that fails for now is read again by itself.
 *
 * @param parts how to call
 * @param repeat applied to every single exchange
 * @example
 * resourceReads(parts, retryWithBackoff(policy)).accounts({ connectionId: '7' }).subscribe();
 */
export function resourceReads({ upstream, endpoints }: OxlinParts, repeat: Repeat): ResourceReads {
  const read = <A>(operation: string, url: URL, decode: (value: unknown) => Decoded<A>): Observable<A> =>
    repeat(fetchJson(upstream, { operation, url, decode }).pipe(map(({ value }) => value)));
  const pages = <A extends { readonly id: string }>(
    path: string,
    query: Readonly<Record<string, string>>,
    decode: (value: unknown) => Decoded<readonly A[]>,
  ): Observable<A> =>
    allPages((page) => read(`list ${path}`, endpoints.url([path], { ...query, page: String(page) }), decode)).pipe(
      concatMap((rows) => rows),
    );
  return {
    connections: () =>
      read('list connections', endpoints.url(['connections']), DECODE.connections).pipe(concatMap((rows) => rows)),
    accounts: (filter = {}) => pages('accounts', accountQuery(filter), DECODE.accounts),
    account: (id) => read('read account', endpoints.url(['accounts', id]), DECODE.account),
    transactions: (filter = {}) => pages('transactions', transactionQuery(filter), DECODE.transactions),
    transaction: (id) => read('read transaction', endpoints.url(['transactions', id]), DECODE.transaction),
    providers: () =>
      read('list providers', endpoints.url(['providers']), DECODE.providers).pipe(concatMap((rows) => rows)),
    me: () => read('read user', endpoints.url(['users', 'me']), DECODE.profile),
    deleteUser: () =>
      read('read user', endpoints.url(['users', 'me']), DECODE.profile).pipe(
        concatMap(({ id }) =>
          upstream({ operation: 'delete user', method: 'DELETE', url: endpoints.url(['users', id]) }),
        ),
        ignoreElements(),
      ),
  };
}
