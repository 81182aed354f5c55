import type { ObservableInput } from 'rxjs';
import type { InboxStore } from '../ports/InboxStore.js';
import type { Delivery } from './Delivery.js';
import type { Reading } from './Reading.js';

/** Stores what a delivery brings; when what it returns has completed or resolved, the delivery is acknowledged. */
export type NotificationHandler<Tx = never> = (delivery: Delivery<Tx>) => ObservableInput<unknown>;

/** What every stage of the fan-out works with. */
export interface FanOut<Tx = never> extends Reading {
  readonly inbox: InboxStore<Tx>;
  readonly handler: NotificationHandler<Tx>;
}
