// Model: what flows
export { AccessToken } from './model/AccessToken.js';
export type { Account } from './model/Account.js';
export type { Channel, Connection } from './model/Connection.js';
export type { DecodeFailure } from './model/DecodeFailure.js';
export type { Evidence } from './model/Evidence.js';
export type {
  Identity,
  ConnectionId,
  ChannelId,
  QueueId,
  EventId,
  AccountId,
  TransactionId,
} from './model/Identity.js';
export type { OutcomeResult, ChannelOutcome, Outcome } from './model/Outcome.js';
export type { QuarantinedEvent } from './model/QuarantinedEvent.js';
export type { QueueEvent } from './model/QueueEvent.js';
export type { QueueGone, QueuePage, QueueRetry, QueueTick } from './model/QueueTick.js';
export type { RunUpdate } from './model/RunUpdate.js';
export type { SyncType, ConnectionBaseline, SyncTrigger, SyncRun } from './model/SyncRun.js';
export type {
  Triggered,
  EventSeen,
  Quarantined,
  Retrying,
  Gap,
  Draining,
  Summary,
  SyncUpdate,
} from './model/SyncUpdate.js';
export type { CalendarDate, Transaction } from './model/Transaction.js';
export type { WhoMustAct } from './model/WhoMustAct.js';

// Ports: what millrace needs from outside
export type { Entropy } from './ports/Entropy.js';
export type { HttpRequest, HttpResponse, HttpPortSupports, HttpPort } from './ports/HttpPort.js';
export type { LoopFuse } from './ports/LoopFuse.js';
export type { CallOptions, Dated, QueueReading, QueueReader, TriggerReceipt, QueueApi } from './ports/QueueApi.js';
export type { SharedPlace, SharedStreams } from './ports/SharedStreams.js';
export type { JournalEntry, SyncRunAmendment, JournalOwner, SyncJournal } from './ports/SyncJournal.js';
export type { Telemetry } from './ports/Telemetry.js';
export type { TokenRequest, TokenSource } from './ports/TokenSource.js';

// Errors: what can go wrong
export { AccessDeniedError } from './errors/AccessDeniedError.js';
export type { AggregationError } from './errors/AggregationError.js';
export { CircuitOpenError } from './errors/CircuitOpenError.js';
export { CredentialsRefusedError } from './errors/CredentialsRefusedError.js';
export { DecodeError } from './errors/DecodeError.js';
export { FastLoopError } from './errors/FastLoopError.js';
export { InvalidOptionError } from './errors/InvalidOptionError.js';
export { JournalMissError } from './errors/JournalMissError.js';
export { NotFoundError } from './errors/NotFoundError.js';
export { OriginNotAllowedError } from './errors/OriginNotAllowedError.js';
export { RateLimitedError } from './errors/RateLimitedError.js';
export { RedirectRefusedError } from './errors/RedirectRefusedError.js';
export { ResponseTooLargeError } from './errors/ResponseTooLargeError.js';
export { StoreUnavailableError, type StoreFault } from './errors/StoreUnavailableError.js';
export { UnauthorizedError } from './errors/UnauthorizedError.js';
export { UpstreamStatusError } from './errors/UpstreamStatusError.js';
export { UpstreamTimeoutError } from './errors/UpstreamTimeoutError.js';
export { UpstreamUnreachableError } from './errors/UpstreamUnreachableError.js';
export { isAggregationError } from './errors/isAggregationError.js';
export { isRetryable } from './errors/isRetryable.js';
export { retryAfterMsOf } from './errors/retryAfterMsOf.js';

// Operators: verbs for any stream
export type { Chance } from './operators/Chance.js';
export type { CircuitBreakerOptions } from './operators/createCircuitBreaker.js';
export type { FastLoopFuse } from './operators/createFastLoopFuse.js';
export { createRateLimiter, type RateLimiter, type RateLimiterOptions } from './operators/createRateLimiter.js';
export { dedupe } from './operators/dedupe.js';
export type { DedupedRead, DedupeOptions } from './operators/readDeduper.js';
export { fastLoopFuse, type FastLoopWatch } from './operators/fastLoopFuse.js';
export { poll, type PollOptions, type PollTick } from './operators/poll.js';
export { rateLimit } from './operators/rateLimit.js';
export type { BackoffBounds } from './operators/retryPauseMs.js';
export { retryWithBackoff, type RetryNotice, type RetryPolicy } from './operators/retryWithBackoff.js';

// Journal: what survives a lost subscription
export { memoryJournal, type MemoryJournalOptions } from './store/memoryJournal.js';

// Syncs: from the trigger to a proven outcome
export { followConnection } from './sync/followConnection.js';
export { SYNC_DEFAULTS, type SyncOptions } from './sync/options.js';
export { outcomes } from './sync/outcomes.js';
export { progress, type ProgressOptions } from './sync/progress.js';
export type { FollowRequest, SyncAllOptions, SyncRequest } from './sync/requests.js';
export { syncAllConnections } from './sync/syncAllConnections.js';
export { syncConnection } from './sync/syncConnection.js';
export type {
  ChannelProgress,
  ConnectionProgress,
  RetryProgress,
  SyncPhase,
  SyncProgress,
} from './sync/SyncProgress.js';
export { toMarbles, type TimedUpdate, type ToMarblesOptions } from './sync/toMarbles.js';
