import type { Observable, SchedulerLike } from 'rxjs';
import type { DataWindow } from '../model/DataWindow.js';
import type { LoginName } from '../model/Identity.js';
import type { Intent } from '../model/Intent.js';
import type { QuarantinedNotice } from '../model/QuarantinedNotice.js';
import type { UserDataPage } from '../model/UserDataPage.js';
import type { WebhookNotification } from '../model/WebhookNotification.js';
import type { Entropy } from './Entropy.js';
import type { CallOptions } from './QueueApi.js';
import type { Telemetry } from './Telemetry.js';

/** What a body holds, in the order in which it is read: intents and bad entries in groups, the notification last. */
export type DecodedNotice =
  | { readonly kind: 'intents'; readonly intents: readonly Intent[] }
  | { readonly kind: 'quarantined'; readonly notices: readonly QuarantinedNotice[] }
  | { readonly kind: 'notification'; readonly notification: WebhookNotification };

/** How a body came. */
export interface NoticeEnvelope {
  readonly contentType?: string;
  /** On our clock; decides between day and month of the legacy dates. */
  readonly receivedAt: Date;
}

/** Which page of a window's data. */
export interface PageRequest {
  readonly userId: LoginName;
  readonly window: DataWindow;
  /** Transactions to leave out. Unit: transactions, ≥ 0 */
  readonly skip: number;
}

/**
 * What pipeline 2 needs from an aggregator, for one tenant.
 *
 * Every call is cold, makes one exchange (and one more after a 401 with a renewed token), and errors with an
 * AggregationError. Nothing is retried in here: that is the pipeline's own business.
 */
export interface NotificationApi {
  readonly tenant: string;
  readonly scheduler: SchedulerLike;
  readonly entropy: Entropy;
  readonly telemetry: Telemetry;
  /** Upstream's clock: ours, moved by what the `Date` of its answers has shown. */
  upstreamNow(): Date;
  /** Decodes a webhook's body while it arrives; memory does not grow with it. A body without sense is quarantined. */
  decode(body: Observable<Uint8Array>, envelope: NoticeEnvelope): Observable<DecodedNotice>;
  /** Asks the events API who changed within a window of at most 60 minutes. */
  listChanges(window: DataWindow, call?: CallOptions): Observable<DecodedNotice>;
  /** Reads one page of what changed for a user within a window of at most 60 minutes. */
  readUserData(page: PageRequest, call?: CallOptions): Observable<UserDataPage>;
  /** Reads everything that upstream knows of a user, as pages; for what is too old for windows. */
  readSnapshot(userId: LoginName, call?: CallOptions): Observable<UserDataPage>;
  /** Reads all holdings of one account, as one page. */
  readHoldings(userId: LoginName, accountId: string, call?: CallOptions): Observable<UserDataPage>;
}
