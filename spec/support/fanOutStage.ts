import { defer, NEVER, type Observable, of, type SchedulerLike, type Subscription } from 'rxjs';
import type { Intent } from '../../lib/model/Intent.js';
import type { UserDataPage } from '../../lib/model/UserDataPage.js';
import type { FanOut, NotificationHandler } from '../../lib/notification/FanOut.js';
import { type ConsumeOptions, resolveConsumeOptions } from '../../lib/notification/options.js';
import { startFanOut } from '../../lib/notification/startFanOut.js';
import type { InboxStore, Lease } from '../../lib/ports/InboxStore.js';
import type { NotificationApi, PageRequest } from '../../lib/ports/NotificationApi.js';
import { memoryInbox } from '../../lib/store/memoryInbox.js';
import { seededEntropy } from '../../lib/testing/seededEntropy.js';
import { SUITE_START, SuiteClock } from '../../lib/testing/suiteClock.js';

/** What an aggregator answers; what is left out never answers, or has nothing to say. */
export interface ApiScript {
  readonly readUserData?: (page: PageRequest, call: number) => Observable<UserDataPage>;
  readonly readHoldings?: (accountId: string) => Observable<UserDataPage>;
  readonly listChanges?: NotificationApi['listChanges'];
  readonly upstreamNow?: () => Date;
}

export interface ScriptedNotificationApi extends NotificationApi {
  /** `user minute-of-window` of each read begun. */
  readonly reads: string[];
  /** `name` or `name where` of each count. */
  readonly counted: string[];
}

const MINUTE_MS = 60_000;

/** An aggregator in virtual time; answers at once with one empty page unless told otherwise. */
export function scriptedNotificationApi(scheduler: SchedulerLike, script: ApiScript = {}): ScriptedNotificationApi {
  const reads: string[] = [];
  const counted: string[] = [];
  const emptyPage = ({ userId }: PageRequest): Observable<UserDataPage> => of(dataPage({ userId }));
  const { readUserData = emptyPage, readHoldings = () => NEVER } = script;
  let calls = 0;
  return {
    tenant: 't1',
    scheduler,
    entropy: seededEntropy(1),
    reads,
    counted,
    telemetry: {
      count: (name, _by, { where }) => void counted.push(where === undefined ? name : `${name} ${where}`),
      gauge: () => undefined,
    },
    upstreamNow: script.upstreamNow ?? (() => new Date(scheduler.now())),
    decode: () => NEVER,
    listChanges: script.listChanges ?? (() => NEVER),
    readUserData: (page) =>
      defer(() => {
        reads.push(`${page.userId} ${String((page.window.from.getTime() - SUITE_START.getTime()) / MINUTE_MS)}`);
        return readUserData(page, calls++);
      }),
    readSnapshot: () => NEVER,
    readHoldings: (_userId, accountId) => defer(() => readHoldings(accountId)),
  };
}

/** A page of user `ann` without anything in it. */
export function dataPage(own: Partial<UserDataPage> = {}): UserDataPage {
  const { userId = 'ann', bytes = 100, digest = 'd' } = own;
  return { providerAccounts: [], accounts: [], transactions: [], holdings: [], ...own, userId, bytes, digest };
}

/** A window of minutes before the suite begins: `from` 60 ends when it begins at 0. */
export function ago(fromMinutes: number, untilMinutes: number): { readonly from: Date; readonly until: Date } {
  const at = (minutes: number): Date => new Date(SUITE_START.getTime() - minutes * MINUTE_MS);
  return { from: at(fromMinutes), until: at(untilMinutes) };
}

/** A lease that no store has given. */
export function leaseOf(own: Partial<Lease> = {}): Lease {
  return {
    key: 'k1',
    tenant: 't1',
    consumer: 'default',
    userId: 'ann',
    window: ago(30, 15),
    attempt: 1,
    fence: 1,
    expiresAt: new Date(SUITE_START.getTime() + MINUTE_MS),
    replayed: false,
    ...own,
  };
}

export interface FanOutStage {
  readonly clock: SuiteClock;
  readonly api: ScriptedNotificationApi;
  readonly inbox: InboxStore;
  readonly fanOut: FanOut;
  /** Puts windows of users, 15 minutes that ended 15 minutes ago unless told otherwise. */
  put(users: readonly string[], window?: Intent['window']): void;
  /** `user state cause` of all that is not delivered. */
  entries(): readonly string[];
  /** Leases the oldest. */
  lease(): Lease;
}

/** The surroundings of the fan-out: a memory inbox in virtual time, an aggregator, a handler. */
export function fanOutStage(
  script: ApiScript = {},
  options: ConsumeOptions = {},
  handler: NotificationHandler = () => of(0),
): FanOutStage {
  const clock = new SuiteClock();
  const api = scriptedNotificationApi(clock.scheduler, script);
  const inbox = memoryInbox({ scheduler: clock.scheduler });
  const fanOut = startFanOut(api, inbox, handler, resolveConsumeOptions(options));
  return {
    ...{ clock, api, inbox, fanOut },
    put: (users, window = ago(30, 15)) => {
      const intents = users.map((userId) => ({ userId, window }));
      watch(inbox.put('t1', intents, { origin: 'notice', covers: window, settleMs: 0, maxWaitMs: 0 }));
    },
    entries: () =>
      watch(inbox.list({ tenant: 't1' })).values.map(({ userId, state, cause }) =>
        [userId, state, ...(cause === undefined ? [] : [cause])].join(' '),
      ),
    lease: () => {
      const request = { tenant: 't1', consumer: 'default', limit: 1, leaseMs: 60_000, until: clock.now() };
      const lease = watch(inbox.lease(request)).values[0]?.leases[0];
      if (lease === undefined) throw new Error('nothing to lease');
      return lease;
    },
  };
}

export interface Watched<T> {
  readonly values: T[];
  readonly errors: unknown[];
  isComplete: boolean;
  subscription: Subscription | undefined;
}

/** Subscribes, and keeps what comes. */
export function watch<T>(source: Observable<T>): Watched<T> {
  const seen: Watched<T> = { values: [], errors: [], isComplete: false, subscription: undefined };
  seen.subscription = source.subscribe({
    next: (value) => seen.values.push(value),
    error: (error: unknown) => seen.errors.push(error),
    complete: () => (seen.isComplete = true),
  });
  return seen;
}
