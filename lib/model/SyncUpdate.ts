import type { ConnectionId, QueueId } from './Identity.js';
import type { Outcome } from './Outcome.js';
import type { QuarantinedEvent } from './QuarantinedEvent.js';
import type { QueueEvent } from './QueueEvent.js';

/** The sync of `connectionId` is under way. */
export interface Triggered {
  readonly kind: 'triggered';
  readonly connectionId: ConnectionId;
  /** On upstream's clock, floored to the second. */
  readonly at: Date;
  /** True when a run was joined that this stream did not start. */
  readonly attached: boolean;
}

/** A queue event that is new since the baseline; `connectionId` is absent when the event names no connection. */
export interface EventSeen {
  readonly kind: 'event';
  readonly connectionId?: ConnectionId;
  readonly event: QueueEvent;
  /** It came after the end, while draining. */
  readonly late: boolean;
}

/** An event could not be decoded; the rest flows on. */
export interface Quarantined {
  readonly kind: 'quarantined';
  readonly event: QuarantinedEvent;
}

/** A call failed for now and is repeated. */
export interface Retrying {
  readonly kind: 'retrying';
  /** What is repeated, in words. */
  readonly operation: string;
  /** Name of the error class. */
  readonly error: string;
  /** The system's word for it when the exchange broke, such as `ECONNREFUSED`. */
  readonly code?: string;
  /** 1 for the first repetition. */
  readonly attempt: number;
  /** Pause before it. Unit: ms */
  readonly inMs: number;
}

/** Events may have been lost between two reads of the queue; the outcome then rests on the connection itself. */
export interface Gap {
  readonly kind: 'gap';
  readonly queueId: QueueId;
  readonly reason: 'queueGone' | 'truncated' | 'idReused';
}

/** The end was found; the queue is read a few times more for late events. */
export interface Draining {
  readonly kind: 'draining';
  readonly connectionId: ConnectionId;
  /** Reads still to come. */
  readonly reads: number;
}

/** The last value of a stream over several connections: every outcome, in the order in which they fell. */
export interface Summary {
  readonly kind: 'summary';
  readonly outcomes: readonly Outcome[];
}

/** What a sync stream emits: exactly one `outcome` for each connection, and nothing about it afterwards. */
export type SyncUpdate = Triggered | EventSeen | Quarantined | Retrying | Gap | Draining | Outcome | Summary;
