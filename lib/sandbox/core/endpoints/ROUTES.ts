import { ACCOUNT_PARAMETERS, deleteAccount, listAccountsPage, readAccount } from './accounts.js';
import type { Call, Reply } from './Call.js';
import { listConnections, readConnection } from './connections.js';
import { listProviders, readProvider } from './providers.js';
import { readQueue, subscribeQueue } from './queues.js';
import { synchronizeAll, synchronizeOne } from './synchronize.js';
import { token } from './token.js';
import { listTransactionsPage, readTransaction, TRANSACTION_PARAMETERS } from './transactions.js';
import { createUser, deleteUser, readMe, readUser } from './users.js';

/** One endpoint: where it is, who may ask, what may be asked. */
export interface Route {
  readonly origin: 'api' | 'auth';
  readonly method: string;
  /** Path below the origin's base; `*` stands for one id. */
  readonly path: string;
  /** Any one of these is enough; none = any token. */
  readonly scopes: readonly string[];
  /** Whom a token must speak for: `nobody` needs no token. */
  readonly as: 'user' | 'client' | 'anyone' | 'nobody';
  readonly parameters: readonly string[];
  readonly answer: (call: Call) => Reply;
}

const CONNECTION_SCOPES = ['connections_manage', 'connections_sync', 'accounts_read', 'accounts_manage'];

const api = (
  method: string,
  path: string,
  answer: Route['answer'],
  rest: Partial<Pick<Route, 'scopes' | 'as' | 'parameters'>> = {},
): Route => ({ origin: 'api', method, path, answer, scopes: [], as: 'user', parameters: [], ...rest });

/**
 * Every endpoint; a literal path stands before a path with ids. Which scope opens what is partly an assumption: the
 * names are known, the mapping is not documented in what could be read.
 */
export const ROUTES: readonly Route[] = [
  { origin: 'auth', method: 'POST', path: 'token', answer: token, scopes: [], as: 'nobody', parameters: [] },
  api('POST', 'users', createUser, { as: 'client', scopes: ['users_create'] }),
  api('GET', 'users/me', readMe, { scopes: ['profile', 'profile_edit', 'openid'] }),
  api('GET', 'users/*', readUser, { as: 'client' }),
  api('DELETE', 'users/*', deleteUser, { as: 'client' }),
  api('POST', 'queues', subscribeQueue, { scopes: ['connections_sync', 'connections_manage'] }),
  api('GET', 'queues/*', readQueue, { scopes: ['connections_sync', 'connections_manage'] }),
  api('POST', 'connections/synchronize', synchronizeAll, { scopes: ['connections_sync'] }),
  api('POST', 'connections/*/synchronize', synchronizeOne, { scopes: ['connections_sync'], parameters: ['type'] }),
  api('GET', 'connections', listConnections, { scopes: CONNECTION_SCOPES }),
  api('GET', 'connections/*', readConnection, { scopes: CONNECTION_SCOPES }),
  api('GET', 'providers', listProviders, { as: 'anyone' }),
  api('GET', 'providers/*', readProvider, { as: 'anyone' }),
  api('GET', 'accounts', listAccountsPage, {
    scopes: ['accounts_read', 'accounts_manage'],
    parameters: ACCOUNT_PARAMETERS,
  }),
  api('GET', 'accounts/*', readAccount, { scopes: ['accounts_read', 'accounts_manage'] }),
  api('DELETE', 'accounts/*', deleteAccount, { scopes: ['accounts_manage'] }),
  api('GET', 'transactions', listTransactionsPage, {
    scopes: ['transactions_read'],
    parameters: TRANSACTION_PARAMETERS,
  }),
  api('GET', 'transactions/*', readTransaction, { scopes: ['transactions_read'] }),
];
