import type { Account, Channel, Connection, Transaction } from './bank/records.js';
import type { FaultProbabilities } from './faults/FaultProbabilities.js';
import type { InjectedFault } from './faults/InjectedFault.js';
import type { OxlinConfig, SandboxCredentials } from './OxlinConfig.js';
import type { ScenarioScript, SyncStep } from './script/ScenarioScript.js';
import type { Switches } from './switches/resolveSwitches.js';

/** Settings that never change while a sandbox runs. */
export interface Settings {
  readonly seed: number;
  readonly speed: number;
  readonly latencyMs: number;
  readonly pastTransactions: number;
  readonly switches: Switches;
  readonly scenarios: readonly ScenarioScript[];
  readonly credentials: SandboxCredentials;
  readonly faults: FaultProbabilities;
  readonly faultFor: NonNullable<OxlinConfig['faultFor']>;
  /** Server-wide behaviour of all scenarios together. */
  readonly noQueue: boolean;
  readonly queueReadS: readonly [number, number] | undefined;
  readonly rateLimit: { readonly everyNth: number; readonly polls: number; readonly posts: number };
  readonly faultsOnGet: FaultProbabilities;
}

/** An end customer. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly createdAt: number;
}

/** What a token allows; `userId` is absent on a client's token. */
export interface Grant {
  readonly userId?: string;
  readonly scopes: readonly string[];
  /** Unit: ms of the caller's `now`. */
  readonly expiresAt: number;
  readonly kind: 'access' | 'refresh';
}

/** One entry of a queue, rendered once when it is written. */
export interface QueueEntry {
  readonly id: string;
  readonly userId: string;
  readonly connectionId: string;
  readonly type: string;
  readonly text: string;
}

/** A user's queue. */
export interface Queue {
  readonly id: string;
  readonly userId: string;
  readonly state: 'live' | 'silent' | 'gone';
  readonly entries: readonly QueueEntry[];
  /** Number of reads answered so far. */
  readonly reads: number;
}

/** One sync that was started, by whom, and how it ended. */
export interface SyncRun {
  readonly id: string;
  readonly connectionId: string;
  readonly type: 'ALL' | 'LIST_ACCOUNTS';
  readonly startedBy: 'post' | 'automatic' | 'chain';
  /** Unit: ms of the sandbox's clock. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly status?: string;
  readonly channels?: Readonly<Record<string, string>>;
  /** The connection's channels when it started. */
  readonly before: readonly Channel[];
}

/** A sync that was asked for begins. */
export interface StartStep {
  readonly at: number;
  readonly do: 'start';
  readonly type: SyncRun['type'];
  readonly datedS?: undefined;
}

/** Something that will happen at a known time. */
export interface Effect {
  /** Unit: ms of the caller's `now`. */
  readonly at: number;
  readonly runId: string;
  readonly connectionId: string;
  readonly step: SyncStep | StartStep;
}

/** One request in the log. */
export interface LogEntry {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** A list that grows at its head in constant time and shares its tail. */
export interface Chain<T> {
  readonly last: T;
  readonly before: Chain<T> | undefined;
}

/** A fault that struck, for the truth. */
export interface StruckFault extends InjectedFault {
  readonly request: number;
  readonly method: string;
  readonly path: string;
}

/** What is numbered. */
export type Counter = 'user' | 'connection' | 'queue' | 'token' | 'run' | 'event';

/**
 * Everything a simulator knows; plain data that is never modified.
 *
 * What is marked as internal is left out of the declarations: a state is made by `initialState` and by nothing else.
 */
export interface OxlinState {
  /** @internal */
  readonly settings: Settings;
  /** Sandbox date = `now` + shift, or `heldAt` while the clock is held. Unit: ms. */
  readonly clock: { readonly shiftMs: number; readonly heldAt: number | undefined };
  /** @internal */
  readonly users: Readonly<Record<string, User>>;
  /** @internal */
  readonly grants: Readonly<Record<string, Grant>>;
  /** @internal */
  readonly connections: Readonly<Record<string, Connection>>;
  /** @internal */
  readonly accounts: Readonly<Record<string, Account>>;
  /** @internal */
  readonly transactions: Readonly<Record<string, readonly Transaction[]>>;
  /** @internal */
  readonly queues: Readonly<Record<string, Queue>>;
  /** @internal */
  readonly runs: readonly SyncRun[];
  /** Every queue event ever written, whether a queue took it or not. @internal */
  readonly events: readonly QueueEntry[];
  /** What is still to happen, soonest first. @internal */
  readonly effects: readonly Effect[];
  /** @internal */
  readonly log: Chain<LogEntry> | undefined;
  /** @internal */
  readonly struck: Chain<StruckFault> | undefined;
  /** Counters: the source of every id and of every decision's name. */
  readonly requests: number;
  readonly polls: number;
  readonly pollsRefused: number;
  readonly postsRefused: number;
  readonly faultsInRow: number;
  /** @internal */
  readonly counters: Readonly<Record<Counter, number>>;
}
