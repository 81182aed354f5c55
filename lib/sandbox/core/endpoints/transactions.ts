import type { Account, Transaction } from '../bank/records.js';
import { transactionJson } from '../wire/transactionJson.js';
import { accountsOf } from './accounts.js';
import type { Call, Reply } from './Call.js';
import { jsonContent, refusal } from './content.js';
import { pageOf } from './pageOf.js';

/** Query parameters of `GET /transactions`. Source: public clients of v2.1. */
export const TRANSACTION_PARAMETERS: readonly string[] = [
  'account_id',
  'page',
  'limit',
  'start_date',
  'end_date',
  'start_import_date',
  'origin',
  'included_statuses',
  'excluded_statuses',
  'min_amount',
  'max_amount',
  'amount',
  'account_type',
  'category_id',
];

const NUMERIC = ['start_date', 'end_date', 'start_import_date', 'min_amount', 'max_amount', 'amount'];

/**
 * Answers `GET /transactions`: one page of a bare list, newest first; dates and amounts are bounds that include
 * themselves.
 *
 * @param call the request
 * @example
 * listTransactionsPage(call).content.body;
 */
export function listTransactionsPage({ state, userId, query }: Call): Reply {
  const bad = NUMERIC.find((name) => query.has(name) && !/^-?\d+(\.\d+)?$/.test(query.get(name) ?? ''));
  if (bad !== undefined) return { state, content: refusal(400, `${bad} must be a number`) };
  const rows = accountsOf(state, userId)
    .filter(accountMatches(query))
    .flatMap(({ id }) => state.transactions[id] ?? [])
    .filter(matches(query))
    .sort((a, b) => b.date - a.date || b.importDate - a.importDate || (a.id < b.id ? 1 : -1));
  const page = pageOf(state.settings, query, rows);
  if ('refused' in page) return { state, content: page.refused };
  return { state, content: jsonContent(page.rows.map((row) => transactionJson(state.settings, row))) };
}

/**
 * Answers `GET /transactions/{id}`.
 *
 * @param call the request
 * @example
 * readTransaction(call).content.status; // 200 or 404
 */
export function readTransaction({ state, userId, ids: [id] }: Call): Reply {
  const rows = accountsOf(state, userId).flatMap((account) => state.transactions[account.id] ?? []);
  const row = rows.find((one) => one.id === id);
  if (row === undefined) return { state, content: refusal(404, 'no such transaction') };
  return { state, content: jsonContent(transactionJson(state.settings, row)) };
}

const accountMatches =
  (query: ReadonlyMap<string, string>) =>
  ({ id, type }: Account): boolean =>
    (query.get('account_id') ?? id) === id && (query.get('account_type') ?? type) === type;

const matches = (query: ReadonlyMap<string, string>): ((row: Transaction) => boolean) => {
  const number = (name: string, otherwise: number): number => Number(query.get(name) ?? otherwise);
  const list = (name: string): readonly string[] | undefined => query.get(name)?.split(',');
  const included = list('included_statuses');
  const excluded = list('excluded_statuses') ?? [];
  const [from, to] = [number('start_date', -Infinity), number('end_date', Infinity)];
  const [least, most] = [number('min_amount', -Infinity), number('max_amount', Infinity)];
  const importedFrom = number('start_import_date', -Infinity);
  return (row) =>
    row.date >= from &&
    row.date <= to &&
    row.importDate >= importedFrom &&
    Number(row.amount) >= least &&
    Number(row.amount) <= most &&
    (!query.has('amount') || Number(row.amount) === number('amount', 0)) &&
    (query.get('origin') ?? row.origin) === row.origin &&
    (query.get('category_id') ?? row.categoryId) === row.categoryId &&
    (included?.includes(row.status) ?? true) &&
    !excluded.includes(row.status);
};
