// The API
export { createYodlee, type YodleeApi } from './createYodlee.js';
export type { YodleeOptions } from './options.js';
export type { Subscription, Subscriptions } from './subscriptions.js';
export type { TransactionRange, YodleeUser } from './userReads.js';
export { ERROR_CODES, type ErrorMeaning } from './ERROR_CODES.js';
export { yodleeTokens, type YodleeTokenSources, type YodleeTokensOptions } from '../../http/tokens/yodleeTokens.js';
export type { RenewalOptions } from '../../http/tokens/renewalOptions.js';
export type { RenewingTokenSource } from '../../http/tokens/renewingTokenSource.js';
export type { YodleeTokenEndpoint } from '../../http/tokens/askYodleeToken.js';
export type { AdminTokenSource, UserTokenSource, YodleeTokens } from '../../ports/YodleeTokens.js';

// Intake: from a webhook to the inbox
export {
  createInFlightBudget,
  type InFlightBudget,
  type InFlightClaim,
} from '../../notification/intake/createInFlightBudget.js';
export type { IntakeFailure, NotificationIntake } from '../../notification/intake/NotificationIntake.js';
export { INTAKE_DEFAULTS, type IntakeOptions } from '../../notification/intake/options.js';
export type { RefusalReason } from '../../notification/intake/Refusal.js';
export { receiveNotification } from '../../notification/receiveNotification.js';
export { receiveNotifications } from '../../notification/receiveNotifications.js';

// Fan-out: from the inbox to the application
export type { Change, HoldingSet, Reparent, Tombstone, Upsert } from '../../model/Change.js';
export { consumeNotifications } from '../../notification/consumeNotifications.js';
export type {
  AboutEntry,
  ConsumeUpdate,
  Delivered,
  LeaseLost,
  Postponed,
  SetAside,
} from '../../notification/ConsumeUpdate.js';
export type { Delivery } from '../../notification/Delivery.js';
export type { NotificationHandler } from '../../notification/FanOut.js';
export { CONSUME_DEFAULTS, type ConsumeOptions } from '../../notification/options.js';
export { toChanges } from '../../notification/toChanges.js';

// Reconciliation: what no notice told
export { reconcile } from '../../notification/reconcile.js';
export { RECONCILE_DEFAULTS, type ReconcileOptions } from '../../notification/reconcileOptions.js';
export type { ReconcileUpdate, Swept, Unrecoverable } from '../../notification/ReconcileUpdate.js';

// Inbox: what survives
export { memoryInbox } from '../../store/memoryInbox.js';
export type { InboxOptions } from '../../ports/InboxOptions.js';

// Windows
export { closedWindow, lastSecond } from '../../model/closedWindow.js';
export type { DataWindow } from '../../model/DataWindow.js';
export { sliceWindow } from '../../model/sliceWindow.js';
export { subtractWindows } from '../../model/subtractWindows.js';
export { unionWindows } from '../../model/unionWindows.js';

// Model: what flows
export type { CoverageStretch } from '../../model/CoverageStretch.js';
export type { LoginName } from '../../model/Identity.js';
export type { EntryState, InboxEntry } from '../../model/InboxEntry.js';
export type { InboxStats } from '../../model/InboxStats.js';
export type { Intent } from '../../model/Intent.js';
export type { QuarantinedNotice } from '../../model/QuarantinedNotice.js';
export type {
  AccountRecord,
  HoldingRecord,
  ProviderAccountRecord,
  RecordBase,
  TransactionRecord,
  UserDataPage,
} from '../../model/UserDataPage.js';
export type { WebhookNotification } from '../../model/WebhookNotification.js';

// Ports: what the pipeline needs from outside
export type {
  Durability,
  EntryQuery,
  EraseReport,
  InboxStore,
  InboxSupports,
  IntentOrigin,
  Lease,
  LeaseBatch,
  LeaseRequest,
  Nack,
  PutOptions,
  PutReceipt,
} from '../../ports/InboxStore.js';
export type { DecodedNotice, NoticeEnvelope, NotificationApi, PageRequest } from '../../ports/NotificationApi.js';
export type { BodyFlow, NotificationReceiver, RawRequest, RawResponse } from '../../ports/NotificationReceiver.js';
export type { PageSpool, Spool } from '../../ports/Spool.js';

// Operators: verbs for any stream
export {
  type AdaptiveCredit,
  type AdaptiveCreditOptions,
  createAdaptiveCredit,
} from '../../operators/createAdaptiveCredit.js';
export { pullFrom } from '../../operators/pullFrom.js';
export { type Credit, type Pulled, pullMap } from '../../operators/pullMap.js';

// Errors: what can go wrong beside what `millrace` names
export { LeaseLostError } from '../../errors/LeaseLostError.js';
export { PagesMismatchError } from '../../errors/PagesMismatchError.js';
export { UpstreamRefusedError, type RefusalVerdict } from '../../errors/UpstreamRefusedError.js';
