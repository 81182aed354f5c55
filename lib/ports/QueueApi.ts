import type { Observable, SchedulerLike } from 'rxjs';
import type { Account } from '../model/Account.js';
import type { Connection } from '../model/Connection.js';
import type { ConnectionId, QueueId } from '../model/Identity.js';
import type { QuarantinedEvent } from '../model/QuarantinedEvent.js';
import type { QueueEvent } from '../model/QueueEvent.js';
import type { QueueTick } from '../model/QueueTick.js';
import type { SyncType } from '../model/SyncRun.js';
import type { RunUpdate } from '../model/RunUpdate.js';
import type { Entropy } from './Entropy.js';
import type { LoopFuse } from './LoopFuse.js';
import type { SharedStreams } from './SharedStreams.js';
import type { SyncJournal } from './SyncJournal.js';
import type { Telemetry } from './Telemetry.js';

/** What a call may take from its caller. */
export interface CallOptions {
  /** Time left for the call, token included. Unit: ms */
  readonly deadlineMs?: number;
}

/** A value together with upstream's clock when it was answered. */
export interface Dated<T> {
  readonly value: T;
  /** From the `Date` header; absent without one. */
  readonly serverAt?: Date;
}

/** One read of a queue. `unchanged`: byte for byte what the read before brought. */
export type QueueReading =
  | { readonly kind: 'page'; readonly events: readonly QueueEvent[]; readonly quarantined: readonly QuarantinedEvent[] }
  | { readonly kind: 'unchanged' };

/** Reads one queue again and again; remembers the last answer, so use one reader for each poller. */
export interface QueueReader {
  read(call?: CallOptions): Observable<QueueReading>;
}

/** What upstream said to a trigger. */
export interface TriggerReceipt {
  readonly kind: 'accepted' | 'alreadyRunning';
  /** Upstream's clock, floored to the second; absent without a `Date` header. */
  readonly at?: Date;
  /** The connections it will sync. */
  readonly connectionIds: readonly ConnectionId[];
}

/**
 * What pipeline 1 needs from an aggregator, bound to one user of one tenant.
 *
 * Every method is cold, emits once and completes, makes one exchange (and one more after a 401 with a renewed token),
 * and errors with an AggregationError. Nothing is retried in here: that is the pipeline's own business.
 */
export interface QueueApi {
  readonly tenant: string;
  readonly userId: string;
  /** Clock of every timer of this user's streams. */
  readonly scheduler: SchedulerLike;
  readonly entropy: Entropy;
  readonly telemetry: Telemetry;
  readonly journal: SyncJournal;
  /** Stops syncs that are begun again and again without getting anywhere. */
  readonly fuse: LoopFuse;
  /** One poller for each queue, whoever listens. */
  readonly pollers: SharedStreams<QueueTick>;
  /** One stream for each run, whoever subscribes; the last 256 updates are replayed. */
  readonly runs: SharedStreams<RunUpdate>;
  /** Asks upstream for a new queue. */
  subscribeQueue(call?: CallOptions): Observable<QueueId>;
  openQueue(queueId: QueueId): QueueReader;
  getConnection(connectionId: ConnectionId, call?: CallOptions): Observable<Dated<Connection>>;
  listConnections(call?: CallOptions): Observable<Dated<readonly Connection[]>>;
  /** Every account of one connection, all pages. */
  listAccounts(connectionId: ConnectionId, call?: CallOptions): Observable<readonly Account[]>;
  synchronize(connectionId: ConnectionId, type: SyncType, call?: CallOptions): Observable<TriggerReceipt>;
  synchronizeAll(call?: CallOptions): Observable<TriggerReceipt>;
}
