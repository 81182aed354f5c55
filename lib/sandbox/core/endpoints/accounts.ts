import { connectionsOf } from '../bank/connectionsOf.js';
import type { Account } from '../bank/records.js';
import type { OxlinState } from '../OxlinState.js';
import { accountJson } from '../wire/accountJson.js';
import type { Call, Reply } from './Call.js';
import { jsonContent, NO_CONTENT, refusal } from './content.js';
import { pageOf } from './pageOf.js';

/** Query parameters of `GET /accounts`. Source: public clients of v2.1. */
export const ACCOUNT_PARAMETERS: readonly string[] = [
  'connection_id',
  'type',
  'status',
  'usage',
  'q',
  'sort',
  'page',
  'limit',
];

/**
 * Lists the accounts of a user that are visible, oldest first.
 *
 * @param state the simulator
 * @param userId whose accounts
 * @example
 * accountsOf(state, '501').length;
 */
export function accountsOf(state: OxlinState, userId: string): readonly Account[] {
  const own = new Set(connectionsOf(state, userId).map(({ id }) => id));
  return Object.values(state.accounts).filter(
    ({ connectionId, visibility }) => own.has(connectionId) && visibility === 'listed',
  );
}

/**
 * Answers `GET /accounts`: one page of a bare list.
 *
 * Assumption: `sort` takes `name`, `balance` or `creation_date`, with a minus in front to turn it round; `q` looks into
 * name and number.
 *
 * @param call the request
 * @example
 * listAccountsPage(call).content.body;
 */
export function listAccountsPage({ state, userId, query }: Call): Reply {
  const sorted = sortAccounts(accountsOf(state, userId).filter(matches(query)), query.get('sort'));
  if (sorted === undefined) return { state, content: refusal(400, 'sort must be name, balance or creation_date') };
  const page = pageOf(state.settings, query, sorted);
  if ('refused' in page) return { state, content: page.refused };
  return { state, content: jsonContent(page.rows.map((account) => accountJson(state.settings, account))) };
}

/**
 * Answers `GET /accounts/{id}`.
 *
 * @param call the request
 * @example
 * readAccount(call).content.status; // 200 or 404
 */
export function readAccount({ state, userId, ids: [id] }: Call): Reply {
  const account = accountsOf(state, userId).find((one) => one.id === id);
  if (account === undefined) return { state, content: refusal(404, 'no such account') };
  return { state, content: jsonContent(accountJson(state.settings, account)) };
}

/**
 * Answers `DELETE /accounts/{id}`: the account is out of sight until a sync of type LIST_ACCOUNTS brings it back.
 *
 * @param call the request
 * @example
 * deleteAccount(call).content.status; // 204 or 404
 */
export function deleteAccount({ state, userId, ids: [id] }: Call): Reply {
  const account = accountsOf(state, userId).find((one) => one.id === id);
  if (account === undefined) return { state, content: refusal(404, 'no such account') };
  const accounts = { ...state.accounts, [account.id]: { ...account, visibility: 'deleted' as const } };
  return { state: { ...state, accounts }, content: NO_CONTENT };
}

const matches =
  (query: ReadonlyMap<string, string>) =>
  (account: Account): boolean => {
    const is = (name: string, value: string): boolean => !query.has(name) || query.get(name) === value;
    const search = query.get('q')?.toLowerCase();
    return (
      is('connection_id', account.connectionId) &&
      is('type', account.type) &&
      is('status', account.status) &&
      is('usage', account.usage) &&
      (search === undefined || `${account.name ?? ''} ${account.number}`.toLowerCase().includes(search))
    );
  };

const KEYS: Readonly<Record<string, (account: Account) => string | number>> = {
  name: ({ name = '' }) => name,
  balance: ({ balanceCents }) => balanceCents,
  creation_date: ({ createdAt }) => createdAt,
};

const sortAccounts = (accounts: readonly Account[], sort: string | undefined): readonly Account[] | undefined => {
  if (sort === undefined) return accounts;
  const key = KEYS[sort.replace(/^-/, '')];
  if (key === undefined) return undefined;
  const direction = sort.startsWith('-') ? -1 : 1;
  const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...accounts].sort((a, b) => direction * compare(key(a), key(b)));
};
