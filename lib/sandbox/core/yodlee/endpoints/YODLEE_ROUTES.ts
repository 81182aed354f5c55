import { deleteUserAccount, listUserAccounts, readUserAccount, updateUserAccount } from './accounts.js';
import { deleteToken, issueToken } from './authToken.js';
import { listEvents } from './events.js';
import { listHoldings } from './holdings.js';
import { deleteLink, linkProvider, listLinks, readLink, refreshLinks, setPreferences } from './providerAccounts.js';
import { changeSubscription, listSubscriptions, subscribe, unsubscribe } from './subscriptions.js';
import { countTransactions, listUserTransactions, updateTransaction } from './transactions.js';
import { readUserData } from './userData.js';
import { readUserDetails, registerUser, unregisterUser } from './users.js';
import type { YodleeCall, YodleeReply } from './YodleeCall.js';

/** One endpoint: where it is, and whose token it wants. */
export interface YodleeRoute {
  readonly method: string;
  /** Path below `/ysl`; `*` stands for one id. */
  readonly path: string;
  readonly as: 'admin' | 'user' | 'anyone' | 'nobody';
  readonly answer: (call: YodleeCall) => YodleeReply;
}

const route = (as: YodleeRoute['as'], method: string, path: string, answer: YodleeRoute['answer']): YodleeRoute => ({
  as,
  method,
  path,
  answer,
});

/** Every endpoint of the notification service; a literal path stands before a path with ids. */
export const YODLEE_ROUTES: readonly YodleeRoute[] = [
  route('nobody', 'POST', 'auth/token', issueToken),
  route('anyone', 'DELETE', 'auth/token', deleteToken),
  route('admin', 'POST', 'user/register', registerUser),
  route('user', 'DELETE', 'user/unregister', unregisterUser),
  route('user', 'GET', 'user', readUserDetails),
  route('admin', 'GET', 'configs/notifications/events', listSubscriptions),
  route('admin', 'POST', 'configs/notifications/events/*', subscribe),
  route('admin', 'PUT', 'configs/notifications/events/*', changeSubscription),
  route('admin', 'DELETE', 'configs/notifications/events/*', unsubscribe),
  route('admin', 'GET', 'dataExtracts/events', listEvents),
  route('admin', 'GET', 'dataExtracts/userData', readUserData),
  route('user', 'GET', 'providerAccounts', listLinks),
  route('user', 'POST', 'providerAccounts', linkProvider),
  route('user', 'PUT', 'providerAccounts', refreshLinks),
  route('user', 'GET', 'providerAccounts/*', readLink),
  route('user', 'DELETE', 'providerAccounts/*', deleteLink),
  route('user', 'PUT', 'providerAccounts/*/preferences', setPreferences),
  route('user', 'GET', 'accounts', listUserAccounts),
  route('user', 'GET', 'accounts/*', readUserAccount),
  route('user', 'PUT', 'accounts/*', updateUserAccount),
  route('user', 'DELETE', 'accounts/*', deleteUserAccount),
  route('user', 'GET', 'holdings', listHoldings),
  route('user', 'GET', 'transactions', listUserTransactions),
  route('user', 'GET', 'transactions/count', countTransactions),
  route('user', 'PUT', 'transactions/*', updateTransaction),
];
