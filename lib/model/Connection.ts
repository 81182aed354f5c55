import type { ChannelId, ConnectionId } from './Identity.js';

/** One product feed of a connection, with a status and dates of its own. */
export interface Channel {
  /** Source: seed 000 (`channel_definition_id`). */
  readonly id: ChannelId;
  /** `REDIRECT` or `EMBEDDED`, in either of upstream's vocabularies; absent when upstream leaves it out. */
  readonly mode?: string;
  /** Open set: `RUNNING`, `SUCCESS`, `PARTIAL_SUCCESS`, `EMPTY`, `CLOSED`, `AUTH_FAILED`, `TOKEN_EXPIRED` and others. */
  readonly status: string;
  /** When the bank's consent ends; in the past it is no failure. */
  readonly expiresAt?: Date;
  readonly lastSuccessAt?: Date;
  /** When its last sync ended, well or badly (Assumption: badly as well). */
  readonly lastEndAt?: Date;
  /** The bank's side of this channel is down. Source: `channel_definition_unavailable`. */
  readonly unavailable: boolean;
}

/** A user's link to one provider, with its one or two channels. */
export interface Connection {
  readonly id: ConnectionId;
  readonly providerId?: string;
  readonly name?: string;
  /** Open set: `RUNNING`, `SUCCESS`, `PARTIAL_SUCCESS`, `FAILED`, `CLOSED`, `NONE`. */
  readonly status: string;
  readonly channels: readonly Channel[];
  /** Whether upstream syncs it by itself, once a day. Source: `auto_sync`. */
  readonly autoSync?: boolean;
  readonly createdAt?: Date;
}
