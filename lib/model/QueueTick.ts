import type { QueueId } from './Identity.js';
import type { QuarantinedEvent } from './QuarantinedEvent.js';
import type { QueueEvent } from './QueueEvent.js';
import type { Retrying } from './SyncUpdate.js';

/** One whole read of a queue. */
export interface QueuePage {
  readonly kind: 'page';
  readonly queueId: QueueId;
  readonly events: readonly QueueEvent[];
  readonly quarantined: readonly QuarantinedEvent[];
  /** Byte for byte what the read before brought. */
  readonly unchanged: boolean;
}

/** A read that failed and is repeated. */
export interface QueueRetry {
  readonly kind: 'retry';
  readonly notice: Retrying;
  readonly error: unknown;
}

/** The queue can no longer be read, or none could be had. */
export interface QueueGone {
  readonly kind: 'gone';
  /** Absent when there never was one. */
  readonly queueId?: QueueId;
}

/** What one read of a queue came to. */
export type QueueTick = QueuePage | QueueRetry | QueueGone;
