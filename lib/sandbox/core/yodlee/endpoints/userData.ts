import { bookOf } from '../bank/bookOf.js';
import { bookUntil } from '../bank/bookUntil.js';
import { extractUserData, type Extract } from '../bank/extractUserData.js';
import { loginNameOf, userOf } from '../bank/loginNames.js';
import type { TransactionValue } from '../bank/records.js';
import type { ClosedWindow, Shown } from '../bank/visibleIn.js';
import { isoSecond } from '../wire/dates.js';
import { accountJson, holdingJson, providerAccountJson, transactionJson } from '../wire/entityJson.js';
import { linkHeader, pathWith } from './linkHeader.js';
import { mutateBetweenPages } from './mutateBetweenPages.js';
import { type Paging, readPaging } from './readPaging.js';
import { readWindow } from './readWindow.js';
import { lastShown, shownWindow } from './shownWindow.js';
import type { YodleeCall, YodleeReply } from './YodleeCall.js';
import { yodleeJson, yodleeRefusal } from './yodleeContent.js';

const UNPAGED = 5_000;

/**
 * Answers `GET /dataExtracts/userData`: what changed for one user in a window, 500 transactions at a time; everything
 * but transactions is on the first page only. Sources: OpenAPI `getDataExtractsUserData`; the official SDK for `skip`,
 * `top` and `select`.
 *
 * @param call the request
 * @example
 * readUserData(call).content?.headers?.['link']; // ': /dataExtracts/userData?…;rel=next'
 */
export function readUserData(call: YodleeCall): YodleeReply {
  const { state, query } = call;
  const window = readWindow(call, 'can not');
  const user = userOf(state, query.get('loginName') ?? '');
  if (user === undefined) {
    const content = yodleeRefusal(state, 400, 'Y800', 'Invalid value for loginName');
    return { state: { ...state, strangers: state.strangers + 1 }, content };
  }
  if ('refused' in window) return { state, content: window.refused };
  const select = query.get('select');
  if (select !== undefined && select !== 'transaction') {
    return { state, content: yodleeRefusal(state, 400, 'Y800', 'Invalid value for select') };
  }
  const paging = readPaging(call);
  if ('refused' in paging) return { state, content: paging.refused };
  if (state.settings.script.poison?.includes(user) === true) {
    return { state, content: yodleeRefusal(state, 500, 'Y902', 'There was some issue at our end') };
  }
  return page(call, user, { window, paging });
}

const page = (
  call: YodleeCall,
  user: number,
  { window, paging }: { readonly window: ClosedWindow; readonly paging: Paging },
): YodleeReply => {
  const { state, query, now } = call;
  const { switches } = state.settings;
  const book = bookUntil(bookOf(state, user), lastShown(call));
  const extract = extractUserData(book, shownWindow(call, window), switches);
  const rows = inOrder(extract.transactions, switches.transactionOrder);
  const unpaged = switches.linkForm === 'absent';
  const { skip, top } = unpaged ? { skip: 0, top: UNPAGED } : paging;
  const end = skip + top;
  const more = rows.length > end;
  const body = bodyOf(state.settings.switches, {
    loginName: loginNameOf(state, user),
    extract,
    first: skip === 0 && query.get('select') === undefined,
    transactions: rows.slice(skip, end),
  });
  const next = pathWith('/dataExtracts/userData', {
    fromDate: isoSecond(window.from),
    toDate: isoSecond(window.to),
    loginName: loginNameOf(state, user),
    select: 'transaction',
    skip: end,
    top,
  });
  const link = linkHeader(more ? [{ rel: 'next', path: next }] : [], switches.linkForm);
  const content = yodleeJson(body);
  return {
    state: more && skip === 0 ? mutateBetweenPages(state, user, { rows, now }) : state,
    content: link === undefined ? content : { ...content, headers: { ...content.headers, link } },
  };
};

const inOrder = (rows: readonly Shown<TransactionValue>[], order: string): readonly Shown<TransactionValue>[] =>
  order === 'oldest-first' ? rows : [...rows].reverse();

const bodyOf = (
  switches: Readonly<Record<'tombstones' | 'emptyUserData', string>>,
  {
    loginName,
    extract,
    first,
    transactions,
  }: {
    readonly loginName: string;
    readonly extract: Extract;
    readonly first: boolean;
    readonly transactions: Extract['transactions'];
  },
) => {
  const form = switches.tombstones;
  const transaction = transactions.map((shown) => transactionJson(shown, form));
  const user = { loginName };
  if (!first) return { userData: [{ user, transaction }] };
  const { providerAccounts, accounts, holdings } = extract;
  const empty = providerAccounts.length + accounts.length + holdings.length + extract.transactions.length === 0;
  if (empty && switches.emptyUserData === 'object') return {};
  if (empty && switches.emptyUserData === 'user') return { userData: [{ user }] };
  const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 || empty ? list : undefined);
  return {
    userData: [
      {
        user,
        totalTransactionsCount: extract.transactions.length,
        providerAccount: some(providerAccounts.map((shown) => providerAccountJson(shown, form))),
        account: some(accounts.map((shown) => accountJson(shown, form))),
        transaction: some(transaction),
        holding: some(holdings.map((shown) => holdingJson(shown, form))),
      },
    ],
  };
};
