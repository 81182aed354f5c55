import type { ChannelMode, ConnectionScript } from '../script/ScenarioScript.js';

/** A channel as the bank's side knows it. */
export interface Channel {
  readonly definitionId: string;
  readonly mode: ChannelMode;
  readonly status: string;
  /** Unit: epoch seconds, as all dates of these records. */
  readonly expires?: number;
  readonly lastSuccess?: number;
  readonly lastEnd?: number;
  readonly unavailable: boolean;
}

/** A user's link to one bank, and the script it plays. */
export interface Connection {
  readonly id: string;
  readonly userId: string;
  readonly scenario: string;
  readonly script: ConnectionScript;
  readonly providerId: string;
  readonly name: string;
  readonly createdAt: number;
  readonly channels: readonly Channel[];
  /** Number of syncs started so far. */
  readonly runs: number;
  /** Whether somebody has looked at it yet. */
  readonly seen: boolean;
  /** What GET shows until `until` (ms) instead of `channels`. */
  readonly lagging?: { readonly until: number; readonly channels: readonly Channel[] };
  /** How the channels stood until some moments (ms), oldest first; kept only where looks lag behind. */
  readonly past?: readonly { readonly until: number; readonly channels: readonly Channel[] }[];
  /** Whether another sync follows as soon as the running one has ended. */
  readonly anotherAfter: boolean;
  readonly postsAccepted: number;
  readonly postsRefused: number;
  /** Date of its end, if it no longer exists. Unit: ms. */
  readonly deletedAt?: number;
}

/** One bank account. */
export interface Account {
  readonly id: string;
  readonly connectionId: string;
  readonly mode: ChannelMode;
  readonly definitionId: string;
  readonly name?: string;
  readonly number: string;
  readonly iban?: string;
  readonly balanceCents: number;
  readonly balanceDate: number;
  readonly status: string;
  readonly type: 'CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD';
  readonly usage: 'PERSONAL' | 'PROFESSIONAL';
  readonly createdAt: number;
  /** `listed`: visible; `deleted`: by the user; `undiscovered`: the next LIST_ACCOUNTS finds it. */
  readonly visibility: 'listed' | 'deleted' | 'undiscovered';
}

/** One movement on an account. */
export interface Transaction {
  readonly id: string;
  readonly accountId: string;
  /** Digits as they go on the wire. */
  readonly amount: string;
  readonly type: string;
  readonly origin: string;
  readonly status: string;
  readonly categoryId: string;
  readonly label: string;
  readonly notes?: string;
  /** Midnight in Paris. */
  readonly date: number;
  readonly importDate: number;
}
