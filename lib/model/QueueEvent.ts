import type { Account } from './Account.js';
import type { Connection } from './Connection.js';
import type { ChannelId, ConnectionId, EventId } from './Identity.js';

/** One entry of an upstream queue. Its `type` is an open set: only `SYNC_ALL_SUCCESS` is documented. */
export interface QueueEvent {
  /** Source: seed 000 (`id`). Unique within one queue. */
  readonly id: EventId;
  /** Source: seed 000 (`event_type`; the prose's `event_status` is taken as an alias). */
  readonly type: string;
  /** Source: seed 000 (`resource_type`), such as `CONNECTION`. */
  readonly resourceType?: string;
  /** Source: seed 000 (`creation_date`); absent for upstream's sentinel 0. */
  readonly createdAt?: Date;
  readonly channelId?: ChannelId;
  /** The connection it speaks of, when it says so. */
  readonly connectionId?: ConnectionId;
  /** The connection as it was when the event was written. */
  readonly connection?: Connection;
  /** The account list of a LIST_ACCOUNTS sync. */
  readonly accounts?: readonly Account[];
  /** The resource as it came, for types that millrace does not know. */
  readonly resource?: unknown;
}
