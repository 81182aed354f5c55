import type { Observable } from 'rxjs';
import type { CoverageStretch } from '../model/CoverageStretch.js';
import type { DataWindow } from '../model/DataWindow.js';
import type { LoginName } from '../model/Identity.js';
import type { InboxEntry, EntryState } from '../model/InboxEntry.js';
import type { InboxStats } from '../model/InboxStats.js';
import type { Intent } from '../model/Intent.js';
import type { QuarantinedNotice } from '../model/QuarantinedNotice.js';

/** Where intents come from; a replay goes on although its window was delivered before. */
export type IntentOrigin = 'notice' | 'sweep' | 'backfill' | 'replay';

/** How intents are taken in. */
export interface PutOptions {
  readonly origin: IntentOrigin;
  /** The whole stretch that the notice or the sweep speaks of, for the coverage ledger. */
  readonly covers?: DataWindow;
  /** How long an entry waits for more of the same user before it is ready. Unit: ms, ≥ 0 */
  readonly settleMs: number;
  /** How long it waits at most, however much comes. Unit: ms, ≥ `settleMs` */
  readonly maxWaitMs: number;
  /** The time of upstream, by which its horizon is judged. @defaultValue the store's wall clock */
  readonly now?: Date;
}

/** What became of intents: each is counted once. */
export interface PutReceipt {
  /** Brought at least one second that was not known. */
  readonly added: number;
  /** Known already: waiting, in flight, delivered, parked or dead; or expired, and still too old. */
  readonly known: number;
  /** Of users who were erased. */
  readonly erased: number;
  /** Older than what upstream still gives; kept visible as `expired`. */
  readonly expired: number;
}

/** What a worker asks for. */
export interface LeaseRequest {
  readonly tenant: string;
  /** Whose durable place it is; each named consumer gets everything. */
  readonly consumer: string;
  /** Leases wanted at most. Unit: entries, ≥ 1 */
  readonly limit: number;
  /** Unit: ms, > 0 */
  readonly leaseMs: number;
  /** Windows that end later than this wait. */
  readonly until: Date;
  /** The time of upstream, by which its horizon is judged. @defaultValue the store's wall clock */
  readonly now?: Date;
}

/** Time-bounded right to work on one entry: one user, one slice of at most 60 minutes. */
export interface Lease {
  /** Stable over attempts, restarts and engines. */
  readonly key: string;
  readonly tenant: string;
  readonly consumer: string;
  readonly userId: LoginName;
  readonly window: DataWindow;
  /** 1 for the first; counted before the work. */
  readonly attempt: number;
  /** Rises with each lease of this user; whoever holds an older one has lost it. */
  readonly fence: number;
  /** On the store's clock. */
  readonly expiresAt: Date;
  /** It was dead, parked or delivered before, and newer windows may have been delivered since. */
  readonly replayed: boolean;
}

/** What there is to do now, and when there will be more. */
export interface LeaseBatch {
  readonly leases: readonly Lease[];
  /** When the next entry becomes ready; absent when nothing waits. */
  readonly nextReadyAt?: Date;
}

/** Why an entry goes back to wait. */
export interface Nack {
  /** Name of the error class. */
  readonly cause: string;
  readonly retryAt: Date;
  /** False gives the attempt back: nobody's fault, such as an upstream that is down. */
  readonly counts: boolean;
}

/** Which entries; what is left out is not restricted. */
export interface EntryQuery {
  readonly tenant: string;
  readonly consumer?: string;
  readonly userId?: LoginName;
  readonly states?: readonly EntryState[];
  /** Unit: entries */
  readonly limit?: number;
}

/** What an erasure removed, by table or list. */
export type EraseReport = Readonly<Record<string, number>>;

/** What an engine outlives: nothing, the death of the process, or the loss of power. */
export interface Durability {
  readonly engine: string;
  readonly survives: 'nothing' | 'crash' | 'powerLoss';
  /** The settings that were read back, such as `journal_mode=wal synchronous=2`. */
  readonly proof: string;
}

/** What an engine claims; the conformance suite runs what is claimed. */
export interface InboxSupports {
  readonly survivesRestart: boolean;
  /** `commit` runs work and ack in one transaction. */
  readonly commit: boolean;
  /** Several processes may share it. */
  readonly manyProcesses: boolean;
}

/**
 * Keeps intents, never bank data: per tenant, consumer and user one lane of disjoint windows.
 *
 * Every method is cold and, unless it says otherwise, emits once and completes; what it wrote is on stable storage when
 * it has emitted. At most one lease of a lane at a time, oldest window first, slices of at most 60 minutes; lanes that
 * are ready take turns. New windows unite with those that wait, also while one of the lane is leased. Errors:
 * StoreUnavailableError; LeaseLostError from whatever takes a lease.
 */
export interface InboxStore<Tx = unknown> {
  readonly durability: Durability;
  readonly supports: InboxSupports;
  /** Emits when something may have become ready; never completes before `close`. */
  readonly arrivals: Observable<void>;
  put(tenant: string, intents: readonly Intent[], options: PutOptions): Observable<PutReceipt>;
  lease(request: LeaseRequest): Observable<LeaseBatch>;
  extend(lease: Lease, leaseMs: number): Observable<Lease>;
  ack(lease: Lease): Observable<void>;
  /** Runs `work` and the ack in one transaction; nothing of either happened when it errors. */
  commit<T>(lease: Lease, work: (transaction: Tx) => T): Observable<T>;
  nack(lease: Lease, nack: Nack): Observable<void>;
  deadLetter(lease: Lease, cause: string): Observable<void>;
  /** Sets aside for people, or until a moment; the lane's other windows go on. */
  park(lease: Lease, cause: string, until?: Date): Observable<void>;
  /** Emits each entry, oldest first. */
  list(query: EntryQuery): Observable<InboxEntry>;
  /** Makes dead, parked and expired entries wait again, as replays; gives how many. */
  retry(query: EntryQuery): Observable<number>;
  stats(tenant: string): Observable<InboxStats>;
  quarantine(tenant: string, notices: readonly QuarantinedNotice[]): Observable<void>;
  /** Emits each, oldest first. */
  listQuarantined(tenant: string): Observable<QuarantinedNotice>;
  /** Says that the events API was asked for all of this stretch; it is quiet where nothing was missed. */
  markSwept(tenant: string, window: DataWindow): Observable<void>;
  /**
   * Gives what is known of a stretch of time, without holes, oldest first, cut at the borders of notices and sweeps. What
   * was found by a sweep counts as missed once `markSwept` has said that the sweep came to its end.
   */
  coverage(tenant: string, within: DataWindow): Observable<readonly CoverageStretch[]>;
  /** Forgets a user everywhere in the store; later notices do not bring them back. */
  erase(tenant: string, userId: LoginName): Observable<EraseReport>;
  /** Lets an erased user in again. */
  readmit(tenant: string, userId: LoginName): Observable<void>;
  close(): Observable<void>;
}
