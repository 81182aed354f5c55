import type { Position } from './Position.js';

/** What a topic lets its readers fold: nothing, its last value, or the last value of each key. */
export type TopicState = 'none' | 'latest' | 'keyed';

/** Why a subscription begins where it does; only `resumed` means that nothing was missed. */
export type SubscribedReason = 'resumed' | 'first' | 'limited' | 'expired' | 'epochChanged' | 'ahead';

/** The first message on a socket. */
export interface Welcome {
  readonly kind: 'welcome';
  /** A client that hears nothing for twice as long has lost the server. Unit: ms. */
  readonly pingEveryMs: number;
}

/** The server took the subscription; what follows on this topic comes after `offset`. */
export interface Subscribed extends Position {
  readonly kind: 'subscribed';
  readonly topic: string;
  /** `undeclared`: nobody publishes yet; when somebody does, another `subscribed` says what it is. */
  readonly state: TopicState | 'undeclared';
  /** Every event since the position that was given follows. */
  readonly recovered: boolean;
  readonly reason: SubscribedReason;
}

/** The state of a topic as of `offset`. */
export interface TopicSnapshot extends Position {
  readonly kind: 'snapshot';
  readonly topic: string;
  readonly data: unknown;
}

/** One value of a topic. */
export interface TopicEvent extends Position {
  readonly kind: 'event';
  readonly topic: string;
  readonly key?: string;
  /** The key is gone from the state; there is no `data` then. */
  readonly removed?: true;
  readonly data?: unknown;
}

/** Events that this socket was too slow for: they do not come any more. */
export interface Skipped {
  readonly kind: 'skipped';
  readonly topic: string;
  readonly epoch: string;
  /** First and last offset that is missing. */
  readonly from: number;
  readonly to: number;
}

/** What the reader has of this topic is void; a snapshot follows where the topic keeps a state. */
export interface TopicReset extends Position {
  readonly kind: 'reset';
  readonly topic: string;
  readonly reason: 'erased';
}

/** Something that was asked for is not to be had. */
export interface Refused {
  readonly kind: 'error';
  readonly topic: string;
  readonly code: 'forbidden' | 'sourceFailed' | 'unavailable';
}

/** A sign of life. */
export interface Ping {
  readonly kind: 'ping';
}

/** Everything a server says; one WebSocket message holds one of them, or an array. */
export type ServerMessage = Welcome | Subscribed | TopicSnapshot | TopicEvent | Skipped | TopicReset | Refused | Ping;
