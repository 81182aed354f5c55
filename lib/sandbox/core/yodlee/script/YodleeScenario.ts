import type { YodleeAction } from '../bank/YodleeAction.js';

/** One thing that happens by itself after somebody has subscribed to DATA_UPDATES. */
export type YodleeStep = {
  /** Since the subscription. Unit: notification intervals. */
  readonly at: number;
} & (
  | { readonly do: 'act'; readonly action: YodleeAction; readonly users: 'all' | 'half'; readonly failing?: boolean }
  /** Every user does something, or not, as the seed has it. */
  | { readonly do: 'mix' }
  /** Nothing gets through in either direction. Unit: s. */
  | { readonly do: 'outage'; readonly forS: number }
  | { readonly do: 'expireTokens' }
  | { readonly do: 'forge' }
);

/** What the sender of notifications does wrong. */
export interface SenderScript {
  /** Every other notification is never sent. */
  readonly drops?: boolean;
  /** Further times that an acknowledged notification is sent. */
  readonly copies?: number;
  /** Notifications overtake each other. */
  readonly reorders?: boolean;
  /** The first answer is lost, and half of the users come only with the retry, under the same id. */
  readonly addsUsersOnRetry?: boolean;
}

/** A scenario of the notification service; at its end a client's book must equal the truth. */
export interface YodleeScenario {
  readonly name: string;
  /** One sentence for people. */
  readonly summary: string;
  /** How many users there are, unless told otherwise. */
  readonly users?: number;
  /** Transactions that each added bank account brings. Default: 3. */
  readonly transactionsPerAdd?: number;
  readonly sender?: SenderScript;
  /** Numbers of the users whose userData always fails with 500; the first is 0. */
  readonly poison?: readonly number[];
  /** How often data changes between two pages, per user. */
  readonly pageMutations?: number;
  readonly switches?: Readonly<Record<string, string>>;
  readonly steps: readonly YodleeStep[];
}
