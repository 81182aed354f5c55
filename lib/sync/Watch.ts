import type { Account } from '../model/Account.js';
import type { Connection } from '../model/Connection.js';
import type { Evidence } from '../model/Evidence.js';
import type { AccountId, ChannelId, ConnectionId } from '../model/Identity.js';
import type { QueueEvent } from '../model/QueueEvent.js';
import type { ConnectionBaseline, SyncRun, SyncTrigger } from '../model/SyncRun.js';
import type { Retrying, SyncUpdate } from '../model/SyncUpdate.js';
import { type FreshnessFrame, toFrame } from './freshness.js';

/** What is learnt about one connection while its sync is followed. */
export type Observation =
  /** A whole read of the queue: the connection's own events in it, which may be none. */
  | { readonly kind: 'queue'; readonly events: readonly QueueEvent[] }
  /** A read of the queue failed; it will be repeated. */
  | { readonly kind: 'queueFailed' }
  /** There is no queue, or no longer one. */
  | { readonly kind: 'noQueue' }
  /** A look at the connection itself; without one it does not exist. */
  | { readonly kind: 'look'; readonly connection?: Connection; readonly serverAt?: Date; readonly elapsedMs: number }
  /** A look failed and will be repeated. */
  | Retrying
  /** Time is up: the last look, which may have failed; one that found no connection says that it does not exist. */
  | { readonly kind: 'deadline'; readonly connection?: Connection; readonly failed: boolean };

/** What the list of a channel that upstream did not name goes by, with the id of its event behind it. */
export const UNNAMED = 'unnamed ';

/** Whether the sync has ended, and what to do next when that is not clear. */
export type Verdict =
  | { readonly kind: 'open' }
  /** The queue hints at an end that the connection itself must confirm: look at once. */
  | { readonly kind: 'suspected' }
  /** The connection shows an end; events that explain it may be in the queue: read it once more. */
  | { readonly kind: 'unconfirmed'; readonly rule: Evidence['rule'] }
  | { readonly kind: 'ended'; readonly rule: Evidence['rule'] };

/** All that is known of one followed connection; a new value for each observation, never changed in place. */
export interface Watch {
  readonly connectionId: ConnectionId;
  readonly trigger: SyncTrigger;
  readonly until: 'list' | 'all';
  /** Upstream lists accounts first and chains an ALL sync by itself. */
  readonly chains: boolean;
  readonly baseline: FreshnessFrame;
  /** What counts as fresh now: the baseline, or the state at the end of the account list. */
  readonly frame: FreshnessFrame;
  readonly knownAccounts: readonly AccountId[] | undefined;
  /** The newest known state. */
  readonly connection: Connection | undefined;
  readonly observedIn: Evidence['observedIn'];
  /** Upstream's clock of that state. Unit: ms since the epoch */
  readonly knownAt: number;
  readonly runningSeen: boolean;
  /** A look showed it, so looks are not far behind. */
  readonly runningLooked: boolean;
  /** The baseline was RUNNING: the sync of somebody else was under way. */
  readonly wasRunning: boolean;
  /** Looks in a row, since the newest event, that showed the same state at rest. */
  readonly steadyLooks: number;
  /** When the first of those looks was. Unit: ms after the beginning */
  readonly restingSinceMs: number;
  /** Reads of the queue, failed ones counted as half, since the last look. */
  readonly readsSinceLook: number;
  readonly queueAvailable: boolean;
  /** The newest event of ours, dated no earlier than the trigger. */
  readonly event: QueueEvent | undefined;
  /** The newest event from before that, told while the POST was under way: of ours, or of the sync before. */
  readonly postEvent: QueueEvent | undefined;
  /** What its events have told of, by type, each of its channels: a sync tells of each once. */
  readonly toldOf: ReadonlyMap<string, ReadonlySet<ChannelId | undefined>>;
  /** When the newest event was that told of something again: another sync may have begun. Unit: ms since the epoch */
  readonly toldAgainAt: number;
  /** The connection was looked at after the newest event. */
  readonly lookedSinceEvent: boolean;
  /** The newest of those that announces the end of an ALL sync. */
  readonly endEvent: QueueEvent | undefined;
  readonly accounts: ReadonlyMap<AccountId, Account>;
  readonly listedChannels: ReadonlySet<ChannelId>;
  /** The grace in which the ALL sync had to show itself is over: the end is that of the list. */
  readonly isChainOver: boolean;
  /** When the account list ended and the ALL sync was still to come. Unit: ms after the beginning */
  readonly listedAtMs: number | undefined;
  readonly elapsedMs: number;
  /** The look at the deadline failed. */
  readonly lastLookFailed: boolean;
  /** The consumer knows that the sync is under way. */
  readonly isTold: boolean;
  readonly verdict: Verdict;
  /** What the newest observation has to tell the consumer. */
  readonly updates: readonly SyncUpdate[];
}

/** What a watch knows before the first observation. */
const NOTHING_SEEN = {
  connection: undefined,
  observedIn: 'nowhere',
  knownAt: 0,
  steadyLooks: 0,
  restingSinceMs: 0,
  readsSinceLook: 0,
  event: undefined,
  postEvent: undefined,
  toldAgainAt: 0,
  lookedSinceEvent: false,
  endEvent: undefined,
  listedAtMs: undefined,
  elapsedMs: 0,
  lastLookFailed: false,
} as const satisfies Partial<Watch>;

/**
 * Starts to watch one connection of a run.
 *
 * @param run the run, triggered
 * @param trigger when, and how
 * @param baseline how the connection stood before
 * @param until where a LIST_ACCOUNTS sync ends for the caller
 * @example
 * startWatch(run, run.trigger, run.baseline[0], 'all').verdict.kind; // 'open'
 */
export function startWatch(
  run: SyncRun,
  trigger: SyncTrigger,
  baseline: ConnectionBaseline,
  until: 'list' | 'all',
): Watch {
  const frame = toFrame(baseline.channels, trigger.at);
  return {
    ...NOTHING_SEEN,
    connectionId: baseline.connectionId,
    trigger,
    until,
    chains: run.type === 'LIST_ACCOUNTS',
    baseline: frame,
    frame,
    knownAccounts: baseline.accountIds,
    runningSeen: baseline.status === 'RUNNING' && trigger.attached,
    runningLooked: baseline.status === 'RUNNING' && trigger.attached,
    wasRunning: baseline.status === 'RUNNING',
    queueAvailable: true,
    toldOf: new Map(),
    accounts: new Map(),
    listedChannels: new Set(),
    isChainOver: false,
    isTold: trigger.accepted || trigger.attached || baseline.status === 'RUNNING',
    verdict: { kind: 'open' },
    updates: [],
  };
}
