import type { Chain, LogEntry } from '../OxlinState.js';
import type { UserBook } from './bank/records.js';
import type { YodleeAction } from './bank/YodleeAction.js';
import type { Agenda } from './collections/Agenda.js';
import type { Table } from './collections/Table.js';
import type { Notice } from './notices/Notice.js';
import type { YodleeScenario, YodleeStep } from './script/YodleeScenario.js';
import type { YodleeSwitches } from './switches/resolveYodleeSwitches.js';
import type { OutboundEffect } from './OutboundEffect.js';
import type { YodleeCredentials } from './YODLEE_CREDENTIALS.js';

/** Settings of the notification service that never change while a sandbox runs. */
export interface YodleeSettings {
  readonly seed: number;
  readonly speed: number;
  /** How many users there are from the start; they cost nothing until something happens to them. */
  readonly users: number;
  /** All scenarios joined. */
  readonly script: YodleeScenario;
  readonly names: readonly string[];
  readonly switches: YodleeSwitches;
  readonly credentials: YodleeCredentials;
}

/** An access token. */
export interface YodleeToken {
  readonly text: string;
  /** Whose it is; undefined = the admin's. */
  readonly user: number | undefined;
  /** Unit: ms of the caller's `now`. */
  readonly expiresAt: number;
  /** When a revocation takes effect. Unit: ms of the caller's `now`. */
  readonly revokedAt?: number;
}

/** One action on a whole range of users, lived through by each when somebody looks. */
export interface BulkAct {
  readonly action: YodleeAction;
  readonly failing: boolean;
  /** Unit: epoch seconds. */
  readonly at: number;
  readonly first: number;
  readonly last: number;
}

/** Whose data changed, and when. */
export interface ChangeEntry {
  /** Unit: epoch seconds; never less than in the entry before. */
  readonly at: number;
  readonly first: number;
  readonly last: number;
}

/** What happens at a known time. */
export type YodleeItem =
  | { readonly do: 'tick' }
  | { readonly do: 'send'; readonly notice: number }
  | { readonly do: 'step'; readonly step: YodleeStep }
  | { readonly do: 'churn' };

/** An effect whose result has not come yet. */
export type InFlight =
  | { readonly kind: 'webhook'; readonly notice: number; readonly sentAt: number }
  | { readonly kind: 'probe'; readonly event: string; readonly callbackUrl: string; readonly method: 'POST' | 'PUT' };

/** A subscription to one event. */
export interface Subscription {
  readonly name: string;
  readonly callbackUrl: string;
}

/**
 * Everything the notification service knows; plain data that is never modified.
 *
 * What is marked as internal is left out of the declarations: a state is made by `initialYodlee` and by nothing else.
 */
export interface YodleeState {
  /** @internal */
  readonly settings: YodleeSettings;
  /** The service's date = `now` + shift. Unit: ms. */
  readonly clock: { readonly shiftMs: number };
  /** Users to whom something happened alone. @internal */
  readonly books: Table<UserBook>;
  /** @internal */
  readonly bulks: readonly BulkAct[];
  /** @internal */
  readonly changes: Table<ChangeEntry>;
  /** Login names of users that were not there from the start; they are numbered after all others. @internal */
  readonly registered: readonly string[];
  /** By number of the user. @internal */
  readonly unregistered: Readonly<Record<string, true>>;
  /** @internal */
  readonly tokens: Table<YodleeToken>;
  /** Tokens issued until then are worth nothing. Unit: number of tokens. @internal */
  readonly tokensExpired: number;
  /** @internal */
  readonly subscriptions: Readonly<Record<string, Subscription>>;
  /** Where the next window of DATA_UPDATES begins; undefined before the first subscription. Unit: epoch seconds. */
  readonly windowFrom: number | undefined;
  /** Changes by chance per second, and the part of one that is left over. */
  readonly churn: { readonly perS: number; readonly running: boolean; readonly rest: number };
  /** @internal */
  readonly notices: Table<Notice>;
  /** @internal */
  readonly agenda: Agenda<YodleeItem>;
  /** Notices that wait for a free sender. @internal */
  readonly outbox: Agenda<number>;
  /** @internal */
  readonly inFlight: Table<InFlight>;
  /** Webhooks on their way. */
  readonly flying: number;
  /** What the caller must carry out next; handed over and emptied with every answer. @internal */
  readonly effects: readonly OutboundEffect[];
  /** Unit: ms of the caller's `now`. */
  readonly outageUntil: number;
  /** How often data changed between two pages, by user. @internal */
  readonly mutations: Readonly<Record<string, number>>;
  /** Requests about users that do not exist, tokens included. */
  readonly strangers: number;
  readonly requests: number;
  readonly order: number;
  /** @internal */
  readonly log: Chain<LogEntry> | undefined;
}
