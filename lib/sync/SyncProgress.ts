import type { ChannelId, ConnectionId } from '../model/Identity.js';
import type { Outcome } from '../model/Outcome.js';
import type { QueueEvent } from '../model/QueueEvent.js';
import type { Retrying } from '../model/SyncUpdate.js';

/** How far the sync of one connection is; it only ever moves to the right. */
export type SyncPhase = 'waiting' | 'running' | 'draining' | 'ended';

/** How one channel stands, as far as the queue has told. */
export interface ChannelProgress {
  readonly channelId: ChannelId;
  readonly mode?: string;
  /** Upstream's word, open set. */
  readonly status: string;
  /** It was seen RUNNING in this sync; what it says before that is the end of the sync before. */
  readonly hasRun: boolean;
}

/** What a page draws for one connection. */
export interface ConnectionProgress {
  readonly connectionId: ConnectionId;
  readonly phase: SyncPhase;
  /** True when the sync was joined, not started. */
  readonly attached: boolean;
  readonly channels: readonly ChannelProgress[];
  /** Events that spoke of it. */
  readonly events: number;
  readonly lastEvent?: QueueEvent;
  /** An estimate for a bar: 0 to 1, never falling, 1 exactly when `phase` is `ended`. */
  readonly share: number;
  readonly outcome?: Outcome;
}

/** A call that failed for now, and when it is repeated. */
export interface RetryProgress extends Omit<Retrying, 'kind'> {
  readonly until: Date;
}

/** What a page draws for a whole sync, over one connection or several. */
export interface SyncProgress {
  /** In the order in which they were first heard of. */
  readonly connections: readonly ConnectionProgress[];
  /** Connections with an outcome, of `total` that are known of. */
  readonly done: number;
  readonly total: number;
  /** An estimate for a bar: 0 to 1, never falling. */
  readonly share: number;
  /** Set from a failed call until the next sign of life. */
  readonly retrying: RetryProgress | undefined;
  /** Times that events may have been lost; outcomes then rest on the connections themselves. */
  readonly gaps: number;
  /** Events that could not be decoded. */
  readonly quarantined: number;
}
