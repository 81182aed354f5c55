import { readObject } from '../../endpoints/readObject.js';
import type { Content } from '../../endpoints/Call.js';
import { changeBook } from '../bank/act.js';
import { bookOf } from '../bank/bookOf.js';
import { live, revise } from '../bank/entities.js';
import { keyOf } from '../bank/newTransactions.js';
import type { Container, TransactionValue } from '../bank/records.js';
import type { Shown } from '../bank/visibleIn.js';
import { isoDay, readDay } from '../wire/dates.js';
import { transactionJson } from '../wire/entityJson.js';
import { yodleeSeconds } from '../yodleeSeconds.js';
import { linkHeader, type PageLink, pathWith } from './linkHeader.js';
import { readIds } from './readIds.js';
import { readPaging } from './readPaging.js';
import type { YodleeCall, YodleeReply } from './YodleeCall.js';
import { YODLEE_NO_CONTENT, yodleeJson, yodleeRefusal } from './yodleeContent.js';

const CONTAINERS = ['bank', 'creditCard', 'investment', 'insurance', 'loan'];
const DEFAULT_S = 30 * 86_400;

/**
 * Answers `GET /transactions`: `accountId container fromDate toDate skip top`; the last 30 days unless dates are given,
 * newest first, with the `Link` header of the real service. Source: OpenAPI `getTransactions`.
 *
 * @param call the request
 * @example
 * listUserTransactions(call).content?.headers?.['link']; // ': /transactions?…;rel=next, …'
 */
export function listUserTransactions(call: YodleeCall): YodleeReply {
  const { state, query } = call;
  const rows = matching(call);
  if ('refused' in rows) return { state, content: rows.refused };
  const paging = readPaging(call);
  if ('refused' in paging) return { state, content: paging.refused };
  const { skip, top } = paging;
  const shown = rows.rows.slice(skip, skip + top).map((row) => transactionJson(row, 'full'));
  const filters = Object.fromEntries(FILTERS.map((name) => [name, query.get(name)]));
  const links: readonly PageLink[] = [
    ...(skip === 0 ? [] : [to('previous', { ...filters, skip: skip > top ? skip - top : undefined, top })]),
    ...(rows.rows.length <= skip + top ? [] : [to('next', { ...filters, skip: skip + top, top })]),
  ];
  const count: PageLink = { rel: 'count', path: pathWith('/transactions/count', filters) };
  // The switch `absent` is about userData: this list cannot be read without its pages.
  const form = state.settings.switches.linkForm === 'rfc' ? 'rfc' : 'real';
  const link = linkHeader(links.length === 0 ? [] : [...links, count], form);
  const content = yodleeJson(shown.length === 0 ? {} : { transaction: shown });
  return { state, content: link === undefined ? content : { ...content, headers: { ...content.headers, link } } };
}

/**
 * Answers `GET /transactions/count`, with the filters of the list. Source: OpenAPI `getTransactionsCount`.
 *
 * @param call the request
 * @example
 * countTransactions(call).content?.body; // '{"transaction":{"TOTAL":{"count":5}}}'
 */
export function countTransactions(call: YodleeCall): YodleeReply {
  const rows = matching(call);
  if ('refused' in rows) return { state: call.state, content: rows.refused };
  return { state: call.state, content: yodleeJson({ transaction: { TOTAL: { count: rows.rows.length } } }) };
}

/**
 * Answers `PUT /transactions/{id}`: the action `edit-transaction`; the container says which of several rows with that
 * id. Source: OpenAPI `updateTransaction_1`.
 *
 * @param call the request
 * @example
 * updateTransaction(call).content?.status; // 204
 */
export function updateTransaction({ state, user, ids, request, now }: YodleeCall): YodleeReply {
  const given = readObject(request.body)?.get('transaction');
  const update = new Map<string, unknown>(typeof given === 'object' && given !== null ? Object.entries(given) : []);
  const container = update.get('container');
  const refuse = (code: string, message: string): YodleeReply => ({
    state,
    content: yodleeRefusal(state, 400, code, message),
  });
  if (container === undefined)
    return refuse('Y812', 'Required field -container missing in the transactionParam parameter input');
  const book = bookOf(state, user);
  const row = live(book.transactions).find(
    ({ id, value }) => value.container === container && id === keyOf(value.container, ids[0] ?? ''),
  );
  if (row === undefined) return refuse('Y800', 'Invalid value for transactionId');
  const [categoryId, memo] = [update.get('categoryId'), update.get('memo')];
  if (categoryId !== undefined && typeof categoryId !== 'number') return refuse('Y800', 'Invalid value for categoryId');
  const value: TransactionValue = {
    ...row.value,
    ...(categoryId === undefined ? {} : { categoryId }),
    ...(typeof memo === 'string' ? { memo } : {}),
  };
  const transactions = revise(book.transactions, new Map([[row.id, value]]), yodleeSeconds(state, now));
  return { state: changeBook(state, { ...book, transactions }, now), content: YODLEE_NO_CONTENT };
}

const FILTERS = ['accountId', 'container', 'fromDate', 'toDate'];

const to = (rel: PageLink['rel'], query: Readonly<Record<string, string | number | undefined>>): PageLink => ({
  rel,
  path: pathWith('/transactions', query),
});

const matching = (
  call: YodleeCall,
): { readonly rows: readonly Shown<TransactionValue>[] } | { readonly refused: Content } => {
  const { state, user, query, now } = call;
  const refuse = (code: string, message: string) => ({ refused: yodleeRefusal(state, 400, code, message) });
  const ids = readIds(call, 'accountId');
  if ('refused' in ids) return ids;
  const container = query.get('container');
  if (container?.includes(',') === true) return refuse('Y805', 'Multiple containers not supported');
  if (container !== undefined && !CONTAINERS.includes(container)) return refuse('Y800', 'Invalid value for container');
  const wrong = ['fromDate', 'toDate'].find((name) => query.has(name) && readDay(query.get(name)) === undefined);
  if (wrong !== undefined) return refuse('Y800', `Invalid value for ${wrong}`);
  const current = yodleeSeconds(state, now);
  const to = query.get('toDate') ?? isoDay(current);
  const from = query.get('fromDate') ?? isoDay(current - DEFAULT_S);
  if (from > to) return refuse('Y809', 'Invalid date range');
  const ofKind = (kind: Container): boolean => container === undefined || container === kind;
  const rows = bookOf(state, user).transactions.flatMap(({ id, versions }): readonly Shown<TransactionValue>[] => {
    const version = versions.at(-1);
    if (version === undefined || version.deleted) return [];
    const { accountId, container: kind, date } = version.value;
    return ids.wants(accountId) && ofKind(kind) && date >= from && date <= to ? [{ id, version }] : [];
  });
  return { rows: rows.reverse() };
};
