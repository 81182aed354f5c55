import type { TokenSource } from './TokenSource.js';

/** Gives tokens of the customer itself; they open data extracts and subscriptions, whoever `userId` names. */
export interface AdminTokenSource extends TokenSource {
  readonly tokenKind: 'admin';
}

/** Gives tokens of single users; they open accounts, transactions and holdings, and nothing of another user. */
export interface UserTokenSource extends TokenSource {
  readonly tokenKind: 'user';
}

/** The two kinds of tokens of one customer, which the compiler does not let anybody mix up. */
export interface YodleeTokens {
  readonly admin: AdminTokenSource;
  /** @defaultValue none, and what needs a user's token is refused */
  readonly user?: UserTokenSource;
}
