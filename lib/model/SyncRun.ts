import type { Channel } from './Connection.js';
import type { AccountId, ConnectionId, EventId, QueueId } from './Identity.js';
import type { SyncUpdate } from './SyncUpdate.js';

/** What is asked of upstream: `ALL` fetches data; `LIST_ACCOUNTS` lists products, then runs an `ALL` by itself. */
export type SyncType = 'ALL' | 'LIST_ACCOUNTS';

/** How one connection stood before the trigger. */
export interface ConnectionBaseline {
  readonly connectionId: ConnectionId;
  readonly status: string;
  readonly channels: readonly Pick<Channel, 'id' | 'status' | 'lastEndAt'>[];
  /** Known only for LIST_ACCOUNTS, to name the accounts that are new. */
  readonly accountIds?: readonly AccountId[];
}

/** What upstream answered to the trigger; while it is absent from a run, nobody knows whether the POST was carried out. */
export interface SyncTrigger {
  /** On upstream's clock, floored to the second: when the POST was answered, so that what ends later is surely ours. */
  readonly at: Date;
  /** When the POST was begun, if it was slow or got no answer: what ended in between may be ours, or of a sync before. */
  readonly postedAt?: Date;
  /** Upstream took our POST; false after an answer got lost or when a running sync was joined. */
  readonly accepted: boolean;
  readonly attached: boolean;
  /** The connections that upstream said it would sync. */
  readonly connectionIds: readonly ConnectionId[];
}

/** One run of a sync as the journal keeps it, from before the POST until a while after the outcome. */
export interface SyncRun {
  readonly runId: string;
  readonly tenant: string;
  readonly userId: string;
  /** One connection, or `*` for all of the user's. */
  readonly scope: ConnectionId;
  readonly type: SyncType;
  /** On the scheduler's clock. */
  readonly beganAt: Date;
  /** From then on a new run may begin even if this one never ended. */
  readonly expiresAt: Date;
  readonly queueId?: QueueId;
  /** Upstream's clock when the baseline was read. */
  readonly baselineAt: Date;
  readonly baseline: readonly ConnectionBaseline[];
  /** Ids that were in the queue before the trigger, or were emitted since. */
  readonly seen: readonly EventId[];
  readonly trigger?: SyncTrigger;
  /** The newest updates, oldest first, at most 256. */
  readonly updates: readonly SyncUpdate[];
  readonly ended: boolean;
}
