import type { Observable } from 'rxjs';
import type { InboxStore, Lease } from '../ports/InboxStore.js';
import type { Delivery } from './Delivery.js';
import type { Reading } from './Reading.js';

/** Stores what a delivery brings; when what it returns has completed or resolved, the delivery is acknowledged. */
export type NotificationHandler<Tx = unknown> = (delivery: Delivery<Tx>) => Observable<unknown> | PromiseLike<unknown>;

/** What every stage of the fan-out works with. */
export interface FanOut<Tx = unknown> extends Reading {
  readonly inbox: InboxStore<Tx>;
  readonly handler: NotificationHandler<Tx>;
  /** Leases on which work has begun; whoever holds others when the stream ends gives them back. */
  readonly begun: WeakSet<Lease>;
}

/** Whether a lease is about to end well: an acknowledgement is under way, so that its loss is no news. */
export interface Ending {
  isBegun: boolean;
}
