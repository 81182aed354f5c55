import type { ConsumeOptions, LoginName, ReconcileOptions } from 'millrace/yodlee';

/** What the application knows about the aggregator; where it comes from is the application's business. */
export interface NotificationsOptions {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly adminLogin: string;
  /** The last part of the callback URL, which nobody can guess. */
  readonly callbackSecret: string;
  /** Path of the inbox, on a local disk. */
  readonly file: string;
  /** Tells whether a login name is one of our users: a question to your own table. */
  readonly isOurs: (userId: LoginName) => boolean;
  readonly consume?: ConsumeOptions;
  readonly reconcile?: ReconcileOptions;
}

/** Injection tokens: each part can be replaced by itself, in a test or by another implementation. */
export const STORE = Symbol('SqliteStore');
export const YODLEE_API = Symbol('YodleeApi');
export const RECEIVER = Symbol('NotificationIntake');
