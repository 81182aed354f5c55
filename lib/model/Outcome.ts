import type { WhoMustAct } from './WhoMustAct.js';
import type { Account } from './Account.js';
import type { Evidence } from './Evidence.js';
import type { AccountId, ChannelId, ConnectionId } from './Identity.js';

/** How a sync ended. `timedOut` and `notStarted` mean that the end was not seen, not that it failed. */
export type OutcomeResult =
  'succeeded' | 'partial' | 'failed' | 'actionRequired' | 'timedOut' | 'gone' | 'notStarted' | 'notApplicable';

/** How one channel stood at the end. */
export interface ChannelOutcome {
  readonly channelId: ChannelId;
  readonly mode?: string;
  /** Upstream's word, open set. */
  readonly status: string;
  /** Its end date moved past the baseline: this channel brought something. */
  readonly fresh: boolean;
  readonly unavailable: boolean;
  readonly lastEndAt?: Date;
  readonly whoMustAct: WhoMustAct;
}

/** How the sync of one connection ended: a value, with the proof of it. */
export interface Outcome {
  readonly kind: 'outcome';
  readonly connectionId: ConnectionId;
  readonly result: OutcomeResult;
  readonly channels: readonly ChannelOutcome[];
  /** True when at least one channel brought data newer than the trigger, whatever the result. */
  readonly hasFreshData: boolean;
  readonly whoMustAct: WhoMustAct;
  readonly evidence: Evidence;
  /** The accounts named by a LIST_ACCOUNTS sync, merged over its channels by id. */
  readonly accounts?: readonly Account[];
  /** Those of `accounts` that the baseline did not know. */
  readonly newAccountIds?: readonly AccountId[];
}
