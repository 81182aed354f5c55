import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  expand,
  from,
  ignoreElements,
  map,
  type Observable,
  of,
  throwError,
} from 'rxjs';
import { DecodeError } from '../errors/DecodeError.js';
import { isAggregationError } from '../errors/isAggregationError.js';
import type { UserDataPage } from '../model/UserDataPage.js';
import { pause } from '../operators/pause.js';
import type { Lease } from '../ports/InboxStore.js';
import type { Reading } from './Reading.js';
import type { HeldPages } from './HeldPages.js';
import { OwnTokenRefusedError } from './OwnTokenRefusedError.js';
import { PageTally } from './PageTally.js';
import { readPage } from './readPage.js';

/** All pages of a window are held; `unsettled` when they would not agree with each other. */
export interface FetchedWindow {
  readonly held: HeldPages;
  readonly unsettled: boolean;
}

/** Accounts whose holdings upstream may leave out when they are sold. */
const HOLDING_CONTAINERS: readonly (string | undefined)[] = ['investment', 'insurance'];
const RESTART_PAUSE_MS = 1_000;

/**
 * Fetches all pages of a leased window and checks that they belong together.
 *
 * ```marble
 * pages    p--p--p|
 * output   -------(w|)
 * ```
 *
 * Data that changes between two pages can leave a row out or bring it twice: the announced count and the rows are
 * compared, and the window is read again from its first page, a few times. Errors of the reads pass through, a refusal of
 * the user's own token as OwnTokenRefusedError. Memory: the pages, or one page when there is a spool; and the ids of the transactions.
 *
 * @param fanOut the surroundings
 * @param lease whose data, and which window
 * @param held where the pages are kept
 * @example
 * fetchWindow(fanOut, lease, held).pipe(concatMap((fetched) => deliver(fanOut, lease, fetched)));
 */
export function fetchWindow(fanOut: Reading, lease: Lease, held: HeldPages): Observable<FetchedWindow> {
  const readAgain = (restartsLeft: number): Observable<FetchedWindow> =>
    readWhole(fanOut, lease, held).pipe(
      map(({ agrees }) => agrees),
      catchError((error: unknown) => (isMismatch(error) && restartsLeft > 0 ? of(false) : throwError(() => error))),
      concatMap((agrees) => {
        if (agrees || restartsLeft === 0) return of({ held, unsettled: !agrees });
        return pause(RESTART_PAUSE_MS, fanOut.api.scheduler).pipe(concatMap(() => readAgain(restartsLeft - 1)));
      }),
    );
  return readAgain(fanOut.settings.pageRestarts);
}

function readWhole(fanOut: Reading, lease: Lease, held: HeldPages): Observable<PageTally> {
  return defer(() => {
    held.release();
    const tally = new PageTally();
    const keep = (page: UserDataPage): Observable<never> => {
      tally.add(page);
      return held.append(page);
    };
    return concat(
      keepAll(fanOut, lease, keep),
      defer(() => wholeHoldings(fanOut, lease, held)),
      of(tally),
    );
  });
}

/** The next page is asked for when the last is kept: a slow spool must not make pages pile up. */
function keepAll(
  fanOut: Reading,
  { userId, window }: Lease,
  keep: (page: UserDataPage) => Observable<never>,
): Observable<never> {
  const { maxPages } = fanOut.settings;
  let pages = 0;
  const read = (skip: number): Observable<readonly [number, UserDataPage]> =>
    readPage(fanOut, () => fanOut.api.readUserData({ userId, window, skip })).pipe(map((page) => [skip, page]));
  return read(0).pipe(
    expand(([skip, page]) => {
      const { nextSkip } = page;
      if (page.userId !== userId)
        throw new DecodeError('read user data', [{ path: 'user', expected: 'who was asked for' }]);
      pages += 1;
      const expected = nextSkip === undefined ? undefined : amissWith(page, { skip, nextSkip, pages, maxPages });
      if (expected !== undefined) throw new DecodeError('read user data', [{ path: 'link.skip', expected }]);
      return concat(keep(page), nextSkip === undefined ? EMPTY : read(nextSkip));
    }, 1),
    ignoreElements(),
  );
}

interface NextPage {
  readonly skip: number;
  readonly nextSkip: number;
  readonly pages: number;
  readonly maxPages: number;
}

/** Pages that never end cost no bytes: what would stop them has to be looked at by itself. */
function amissWith(page: UserDataPage, { skip, nextSkip, pages, maxPages }: NextPage): string | undefined {
  if (nextSkip <= skip) return 'a later page';
  if (isEmpty(page)) return 'no page after an empty one';
  return pages >= maxPages ? `at most ${String(maxPages)} pages` : undefined;
}

function isEmpty({ providerAccounts, accounts, transactions, holdings }: UserDataPage): boolean {
  return [providerAccounts, accounts, transactions, holdings].every(({ length }) => length === 0);
}

function isMismatch(error: unknown): boolean {
  return isAggregationError(error) && error.name === 'PagesMismatchError';
}

function wholeHoldings(fanOut: Reading, { userId }: Lease, held: HeldPages): Observable<never> {
  if (fanOut.settings.holdings === 'asSent') return EMPTY;
  return from(holdingAccountsOf(held.pages)).pipe(
    concatMap((accountId) =>
      readPage(fanOut, () => fanOut.api.readHoldings(userId, accountId)).pipe(
        concatMap((page) => {
          if (page.userId === userId) return held.append({ ...page, holdingsOf: accountId });
          throw new DecodeError('read holdings', [{ path: 'user', expected: 'who was asked for' }]);
        }),
        catchError(unlessGone),
        catchError((error: unknown) => throwError(() => (isRefusal(error) ? new OwnTokenRefusedError(error) : error))),
      ),
    ),
    ignoreElements(),
  );
}

/** An account that is gone since has no holdings to be read; a later window says so. */
function unlessGone(error: unknown): Observable<never> {
  return isAggregationError(error) && error.name === 'NotFoundError' ? EMPTY : throwError(() => error);
}

/** Errors that would concern all users, had the admin's token been refused. */
const REFUSALS: readonly string[] = [
  'AccessDeniedError',
  'CredentialsRefusedError',
  'RedirectRefusedError',
  'UnauthorizedError',
];

function isRefusal(error: unknown): boolean {
  if (!isAggregationError(error)) return false;
  return error.name === 'UpstreamRefusedError' ? error.verdict === 'stop' : REFUSALS.includes(error.name);
}

function holdingAccountsOf(pages: Iterable<UserDataPage>): ReadonlySet<string> {
  const accountIds = new Set<string>();
  const gone = new Set<string>();
  for (const { accounts, holdings } of pages) {
    for (const { accountId } of holdings) if (accountId !== undefined) accountIds.add(accountId);
    for (const { id, container, isDeleted } of accounts) {
      if (isDeleted) gone.add(id);
      else if (HOLDING_CONTAINERS.includes(container)) accountIds.add(id);
    }
  }
  // Moved to another provider account: deleted under the old one, alive under the new.
  for (const { accounts } of pages) for (const { id, isDeleted } of accounts) if (!isDeleted) gone.delete(id);
  for (const id of gone) accountIds.delete(id);
  return accountIds;
}
