import { concat, defer, EMPTY, expand, map, type Observable } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { LoginName } from '../../model/Identity.js';
import { isLoginName } from '../../model/isLoginName.js';
import type { UserDataPage } from '../../model/UserDataPage.js';
import type { NotificationApi } from '../../ports/NotificationApi.js';
import type { CallOptions } from '../../ports/QueueApi.js';
import type { YodleeUpstream } from './callYodlee.js';
import { decodeRecords } from './decodeUserData.js';
import { PAGE_SIZE } from './nextSkipOf.js';
import { wireDay } from './wireTime.js';
import type { YodleeParts } from './YodleeParts.js';

const DAY_MS = 86_400_000;

/** Narrows a list of transactions. */
export interface TransactionRange {
  /** First day. @defaultValue `snapshotDays` ago */
  readonly from?: Date;
  /** Last day. @defaultValue upstream's today */
  readonly to?: Date;
  readonly accountId?: string;
}

/** The reads of one user, whose token they need; each emits the answers as pages. */
export interface YodleeUser {
  readonly userId: LoginName;
  providerAccounts(call?: CallOptions): Observable<UserDataPage>;
  accounts(call?: CallOptions): Observable<UserDataPage>;
  /** All pages, one after the other. Upstream gives two years at most. */
  transactions(range?: TransactionRange, call?: CallOptions): Observable<UserDataPage>;
  /** Of one account, or of all. */
  holdings(accountId?: string, call?: CallOptions): Observable<UserDataPage>;
}

/**
 * Makes the reads that a user's own token opens, and with them the snapshot for what is too old for windows.
 *
 * @param upstream makes the calls, with users' tokens
 * @param parts addresses and clock
 * @example
 * userReads(upstream, parts).forUser('ann').transactions().subscribe(console.log);
 */
export function userReads(
  upstream: YodleeUpstream,
  parts: YodleeParts,
): Pick<NotificationApi, 'readSnapshot' | 'readHoldings'> & { forUser(userId: LoginName): YodleeUser } {
  const forUser = (userId: LoginName): YodleeUser => boundTo(userId, upstream, parts);
  return {
    forUser,
    readHoldings: (userId, accountId, call) => forUser(userId).holdings(accountId, call),
    readSnapshot: (userId, call) => {
      const user = forUser(userId);
      return concat(
        user.providerAccounts(call),
        user.accounts(call),
        user.transactions({}, call),
        user.holdings(undefined, call),
      );
    },
  };
}

function boundTo(userId: LoginName, upstream: YodleeUpstream, { endpoints, clock, options }: YodleeParts): YodleeUser {
  if (!isLoginName(userId)) throw new InvalidOptionError('userId', 'what was given', 'a login name');
  const page = (path: string, query: Readonly<Record<string, string | undefined>>, skip: number, call?: CallOptions) =>
    defer(() => {
      const operation = `list ${path}`;
      const paged = path === 'transactions' ? { ...query, skip: String(skip), top: String(PAGE_SIZE) } : query;
      return upstream({ operation, userId, method: 'GET', url: endpoints.url([path], paged) }, call).pipe(
        map((response) => decodeRecords({ operation, userId, skip }, response)),
      );
    });
  return {
    userId,
    providerAccounts: (call) => page('providerAccounts', {}, 0, call),
    accounts: (call) => page('accounts', {}, 0, call),
    holdings: (accountId, call) => page('holdings', { accountId }, 0, call),
    transactions: ({ from, to, accountId } = {}, call) =>
      defer(() => {
        const last = to ?? clock.now();
        const first = from ?? new Date(last.getTime() - options.snapshotDays * DAY_MS);
        const query = { accountId, fromDate: wireDay(first), toDate: wireDay(last) };
        return page('transactions', query, 0, call).pipe(
          expand(({ nextSkip }) => (nextSkip === undefined ? EMPTY : page('transactions', query, nextSkip, call)), 1),
        );
      }),
  };
}
