import type { Observable } from 'rxjs';
import type { WebhookNotification } from '../../model/WebhookNotification.js';
import type { NotificationReceiver } from '../../ports/NotificationReceiver.js';
import type { RefusalReason } from './Refusal.js';

/** Why a webhook could not be kept although there was nothing wrong with it; its sender was asked to come again. */
export interface IntakeFailure {
  readonly tenant: string;
  readonly reason: RefusalReason;
  /** What the store, the application or the connection said. */
  readonly cause?: unknown;
}

/** A receiver, and what it has to tell beside its answers. */
export interface NotificationIntake extends NotificationReceiver {
  readonly tenant: string;
  /** Every notification of every kind, without its users, once all of it is on stable storage; hot. */
  // eslint-disable-next-line rxjs-x/no-finnish -- the name by which every aggregator's receiver is documented
  readonly notifications$: Observable<WebhookNotification>;
  /** Every answer that asks to come again, with its cause; hot. */
  // eslint-disable-next-line rxjs-x/no-finnish -- as its neighbour
  readonly failures$: Observable<IntakeFailure>;
  /** Tells whether a path ends in one of this receiver's secrets. */
  readonly opens: (path: string) => boolean;
}
