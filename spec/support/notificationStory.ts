import {
  concat,
  concatMap,
  defer,
  delay,
  EMPTY,
  from,
  map,
  NEVER,
  type Observable,
  of,
  reduce,
  Subscription,
  throwError,
  timer,
} from 'rxjs';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
import { UpstreamStatusError } from '../../lib/errors/UpstreamStatusError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import type { DataWindow } from '../../lib/model/DataWindow.js';
import { consumeNotifications } from '../../lib/notification/consumeNotifications.js';
import type { Delivery } from '../../lib/notification/Delivery.js';
import type { Swept } from '../../lib/notification/ReconcileUpdate.js';
import { receiveNotification } from '../../lib/notification/receiveNotification.js';
import { reconcile } from '../../lib/notification/reconcile.js';
import type { Entropy } from '../../lib/ports/Entropy.js';
import type { InboxStore, Lease } from '../../lib/ports/InboxStore.js';
import type { DecodedNotice, NotificationApi } from '../../lib/ports/NotificationApi.js';
import { memoryInbox } from '../../lib/store/memoryInbox.js';
import { seededEntropy } from '../../lib/testing/seededEntropy.js';
import { SUITE_START, SuiteClock } from '../../lib/testing/suiteClock.js';
import { dataPage } from './fanOutStage.js';
import { SECRET, webhook } from './webhook.js';

const MINUTE_MS = 60_000;
const NOTICE_EVERY_MS = 15 * MINUTE_MS;
const HORIZON_MS = 6 * 60 * MINUTE_MS;
const START = SUITE_START.getTime();
/** Upstream's tries after the first, counted from it. Source: event notification page. */
const RETRY_OFFSETS_MS = [10, 20, 40, 80, 160].map((minutes) => minutes * MINUTE_MS);
const STRANGER = 'stranger';

/** What is wrong on purpose, to see that the story notices. */
export type StoryMutant =
  'acksBeforeItStores' | 'dropsPuts' | 'doesNotReconcile' | 'sweepsWithoutAMark' | 'repairsInSilence' | 'criesWolf';

/** How often what goes wrong, from 0 to 1; a story has some of them. */
interface Odds {
  readonly dropped: number;
  readonly duplicated: number;
  readonly late: number;
  readonly upstream: number;
  readonly handler: number;
  readonly store: number;
  readonly crashEveryMs: number;
  readonly longOutage: boolean;
  readonly heartbeatsLost: number;
  readonly clockJumps: boolean;
}

/** One change of one user, at one second, and what became of it. */
export interface Changed {
  readonly userId: string;
  readonly at: number;
}

export interface StoryEnd {
  readonly faults: readonly string[];
  readonly counts: Readonly<
    Record<'changes' | 'delivered' | 'missed' | 'visible' | 'unrecoverable' | 'crashes' | 'lost' | 'retried', number>
  >;
}

/** Lives one history of notifications through intake, inbox, fan-out and reconciliation, and judges it by its own truth. */
export function tellStory(seed: number, mutant?: StoryMutant): StoryEnd {
  return new NotificationStory(seed, mutant).tell();
}

/** One process, from its start to its end. */
interface Life {
  isAlive: boolean;
  readonly work: Subscription;
  receive?: ReturnType<typeof receiveNotification>;
}

class NotificationStory {
  private readonly clock = new SuiteClock();
  private readonly chance: Entropy;
  private readonly odds: Odds;
  private readonly disk = memoryInbox({ scheduler: this.clock.scheduler, horizonMs: HORIZON_MS });
  private readonly changes: Changed[] = [];
  /** `user second` of what the application has. */
  private readonly book = new Set<string>();
  private readonly unrecoverable: DataWindow[] = [];
  /** Windows of which no notice was ever sent. */
  private readonly untold: DataWindow[] = [];
  private readonly sweeps: Swept[] = [];
  private readonly faults: string[] = [];
  private readonly users: readonly string[];
  private readonly counts = { crashes: 0, lost: 0, retried: 0 };
  private isCalm = false;
  private life: Life | undefined;

  constructor(
    seed: number,
    private readonly mutant: StoryMutant | undefined,
  ) {
    this.chance = seededEntropy(seed32(seed));
    this.odds = this.drawOdds();
    this.users = Array.from({ length: 1 + Math.floor(this.chance.random() * 3) }, (_, n) => `u${String(n)}`);
  }

  tell(): StoryEnd {
    const hours = this.odds.longOutage ? 9 : 1.25;
    this.drawChanges(hours * 60 * MINUTE_MS);
    this.start();
    this.scheduleNotices(hours * 60 * MINUTE_MS);
    if (this.odds.longOutage) this.scheduleOutage();
    else this.scheduleCrash();
    this.clock.advance(hours * 60 * MINUTE_MS);
    this.isCalm = true;
    if (this.life?.isAlive !== true) this.start();
    // Lanes, pauses and sweeps come to their end.
    this.clock.advance(75 * MINUTE_MS);
    return this.judged();
  }

  private happens(odds: number): boolean {
    return !this.isCalm && this.chance.random() < odds;
  }

  private drawOdds(): Odds {
    const some = (most: number): number => (this.chance.random() < 0.5 ? this.chance.random() * most : 0);
    return {
      dropped: some(0.5),
      duplicated: some(0.5),
      late: some(0.5),
      upstream: some(0.5),
      handler: some(0.5),
      store: some(0.1),
      crashEveryMs: this.chance.random() < 0.6 ? 20 * MINUTE_MS : Infinity,
      longOutage: this.chance.random() < 0.03,
      heartbeatsLost: some(0.5),
      clockJumps: this.chance.random() < 0.2,
    };
  }

  private drawChanges(spanMs: number): void {
    const count = 2 + Math.floor(this.chance.random() * 8);
    for (let n = 0; n < count; n += 1) {
      const userId = this.users[Math.floor(this.chance.random() * this.users.length)] ?? 'u0';
      this.changes.push({ userId, at: START + Math.floor((this.chance.random() * spanMs) / 1_000) * 1_000 });
    }
    this.changes.push({ userId: STRANGER, at: START + 5 * MINUTE_MS });
  }

  private changedIn({ from, until }: DataWindow): readonly Changed[] {
    return this.changes.filter(({ at }) => at >= from.getTime() && at < until.getTime());
  }

  private scheduleNotices(spanMs: number): void {
    for (let begin = START; begin + NOTICE_EVERY_MS <= START + spanMs; begin += NOTICE_EVERY_MS) {
      const window = { from: new Date(begin), until: new Date(begin + NOTICE_EVERY_MS) };
      const users = [...new Set(this.changedIn(window).map(({ userId }) => userId))];
      if (users.length === 0) continue;
      const lateMs = this.happens(this.odds.late) ? this.chance.random() * 60 * MINUTE_MS : 0;
      const firstMs = begin + NOTICE_EVERY_MS + 10_000 + lateMs - START;
      const isSent = !this.happens(this.odds.dropped);
      if (isSent) this.send(users, window, firstMs);
      const isSentAgain = this.happens(this.odds.duplicated);
      if (isSentAgain) this.send(users, window, firstMs + this.chance.random() * 30 * MINUTE_MS);
      if (!isSent && !isSentAgain) this.untold.push(window);
    }
  }

  /** Sends until it is received, as often as upstream would. */
  private send(users: readonly string[], window: DataWindow, afterMs: number): void {
    const body = new TextEncoder().encode(JSON.stringify({ users, from: window.from, until: window.until }));
    const deliver = (tries: readonly number[]): void => {
      const again = (): void => {
        const [next, ...later] = tries;
        if (next !== undefined) this.at(next, () => deliver(later));
      };
      const { life } = this;
      if (life?.receive === undefined || !life.isAlive) return again();
      let isAnswered = false;
      life.work.add(
        life.receive(webhook(body)).subscribe(({ status }) => {
          isAnswered = true;
          if (status !== 200) again();
        }),
      );
      this.at(60_000, () => {
        if (!isAnswered) again();
      });
    };
    this.at(afterMs, () => deliver(RETRY_OFFSETS_MS));
  }

  private at(ms: number, act: () => void): void {
    this.clock.scheduler.schedule(act, ms);
  }

  private scheduleCrash(): void {
    if (this.odds.crashEveryMs === Infinity) return;
    this.at(this.chance.random() * 2 * this.odds.crashEveryMs, () => {
      if (this.isCalm) return;
      this.crash();
      if (this.odds.clockJumps) this.clock.setWallBy((this.chance.random() - 0.5) * 20 * MINUTE_MS);
      this.at(this.chance.random() * 10 * MINUTE_MS, () => {
        this.start();
        this.scheduleCrash();
      });
    });
  }

  /** Longer than upstream remembers: what was then is lost, and has to be told. */
  private scheduleOutage(): void {
    this.at(30 * MINUTE_MS, () => this.crash());
    this.at(8 * 60 * MINUTE_MS, () => this.start());
  }

  private crash(): void {
    const { life } = this;
    if (life === undefined || !life.isAlive) return;
    this.counts.crashes += 1;
    life.isAlive = false;
    life.work.unsubscribe();
    life.isAlive = false;
  }

  private start(): void {
    if (this.life?.isAlive === true) return;
    const life: Life = { isAlive: true, work: new Subscription() };
    const { inbox, api } = this.processOf(life);
    const knownUser = (_: string, userId: string): boolean => userId !== STRANGER;
    life.receive = receiveNotification(api, inbox, { pathSecret: SECRET, knownUser, settleMs: 2_000 });
    this.life = life;
    const options = {
      horizonMs: HORIZON_MS,
      horizonReserveMs: 30 * MINUTE_MS,
      retryCapMs: 5 * MINUTE_MS,
      leaseMs: 20_000,
    };
    const handler = (delivery: Delivery): Observable<unknown> => this.handle(delivery);
    const restartable = { error: (error: unknown) => this.faults.push(`stopped: ${String(error)}`) };
    life.work.add(
      consumeNotifications(api, inbox, handler, options).subscribe({
        ...restartable,
        next: ({ kind }) => {
          if (kind === 'leaseLost') this.counts.lost += 1;
          if (kind === 'postponed') this.counts.retried += 1;
        },
      }),
    );
    if (this.mutant === 'doesNotReconcile') return;
    life.work.add(
      reconcile(api, inbox, { horizonMs: HORIZON_MS, since: SUITE_START, knownUser }).subscribe({
        ...restartable,
        next: (update) => {
          if (update.kind === 'unrecoverable') this.unrecoverable.push(update.window);
          else this.sweeps.push(update);
        },
      }),
    );
  }

  private handle({ userId, window, pages }: Delivery): Observable<unknown> {
    const store = defer(() => {
      for (const { transactions } of pages) for (const { id } of transactions) this.book.add(`${userId} ${id}`);
      if (userId === STRANGER) this.faults.push('a stranger was delivered');
      if (window.until.getTime() - window.from.getTime() > 60 * MINUTE_MS)
        this.faults.push('a window of more than 60 min');
      return EMPTY;
    });
    const takesMs = this.chance.random() * (this.happens(0.25) ? 90_000 : 2_000);
    const trouble = this.happens(this.odds.handler) ? throwError(() => new Error('handler')) : EMPTY;
    const { scheduler } = this.clock;
    if (this.mutant === 'acksBeforeItStores') {
      const { life } = this;
      this.at(takesMs, () => {
        if (life?.isAlive === true) store.subscribe();
      });
      return of(0);
    }
    return concat(timer(takesMs, scheduler), trouble, store, timer(this.chance.random() * 500, scheduler), trouble);
  }

  private processOf(life: { readonly isAlive: boolean }): { inbox: InboxStore; api: NotificationApi } {
    return { inbox: this.crashing(life), api: this.upstream(life) };
  }

  /** The inbox as a process sees it: it answers later, at times not at all, and the dead get and do nothing. */
  private crashing(life: { readonly isAlive: boolean }): InboxStore {
    const { disk, clock } = this;
    const { scheduler } = clock;
    const call = <T>(operation: string, made: () => Observable<T>): Observable<T> =>
      timer(this.chance.random() * 20, scheduler).pipe(
        concatMap(() => {
          if (!life.isAlive) return NEVER;
          if (this.happens(this.odds.store)) return throwError(() => new StoreUnavailableError('locked', operation));
          return made();
        }),
        delay(this.chance.random() * 20, scheduler),
        concatMap((value) => (life.isAlive ? of(value) : NEVER)),
      );
    return {
      ...disk,
      put: (tenant, intents, options) =>
        call('put', () => {
          const receipt = { added: intents.length, known: 0, erased: 0, expired: 0 };
          if (this.mutant === 'dropsPuts' && this.chance.random() < 0.3) return of(receipt);
          if (this.mutant === 'repairsInSilence') return disk.put(tenant, intents, { ...options, origin: 'notice' });
          if (this.mutant === 'criesWolf') return disk.put(tenant, intents, options).pipe(map(() => receipt));
          return disk.put(tenant, intents, options);
        }),
      lease: (request) =>
        call('lease', () => disk.lease(request).pipe(map((batch) => (this.inOrder(batch.leases), batch)))),
      extend: (lease, leaseMs) =>
        call('extend', () => (this.happens(this.odds.heartbeatsLost) ? NEVER : disk.extend(lease, leaseMs))),
      ack: (lease) => call('ack', () => disk.ack(lease)),
      nack: (lease, nack) => call('nack', () => disk.nack(lease, nack)),
      deadLetter: (lease, cause) => call('deadLetter', () => disk.deadLetter(lease, cause)),
      park: (lease, cause, until) => call('park', () => disk.park(lease, cause, until)),
      stats: (tenant) => call('stats', () => disk.stats(tenant)),
      quarantine: (tenant, notices) => call('quarantine', () => disk.quarantine(tenant, notices)),
      markSwept: (tenant, window) =>
        call('markSwept', () =>
          this.mutant === 'sweepsWithoutAMark' ? of(undefined) : disk.markSwept(tenant, window),
        ),
      coverage: (tenant, within) => call('coverage', () => disk.coverage(tenant, within)),
    };
  }

  /** Nothing of a user that waits is older than what is leased. */
  private inOrder(leases: readonly Lease[]): void {
    for (const { userId, window } of leases) {
      this.disk.list({ tenant: 't1', userId, states: ['waiting', 'leased'] }).subscribe((entry) => {
        if (entry.window.from < window.from) this.faults.push(`${userId}: leased before an older window`);
        if (entry.state === 'leased' && entry.window.from > window.from) this.faults.push(`${userId}: two at a time`);
      });
    }
  }

  private upstream(life: { readonly isAlive: boolean }): NotificationApi {
    const { scheduler } = this.clock;
    const answered = <T>(operation: string, made: () => Observable<T>): Observable<T> =>
      timer(50 + this.chance.random() * 200, scheduler).pipe(
        concatMap(() => {
          if (!life.isAlive) return NEVER;
          return this.happens(this.odds.upstream) ? throwError(() => this.trouble(operation)) : made();
        }),
      );
    return {
      tenant: 't1',
      scheduler,
      entropy: this.chance,
      telemetry: { count: () => undefined, gauge: () => undefined },
      upstreamNow: () => new Date(scheduler.frame),
      decode: (body) =>
        body.pipe(
          reduce((text, part) => text + new TextDecoder().decode(part), ''),
          concatMap(decoded),
        ),
      listChanges: (window) =>
        answered('list changes', () => {
          this.refuseOddWindows(window);
          const users = [...new Set(this.changedIn(window).map(({ userId }) => userId))];
          return from(users.map((userId) => ({ kind: 'intents' as const, intents: [{ userId, window }] })));
        }),
      readUserData: ({ userId, window }) =>
        answered('read user data', () => {
          this.refuseOddWindows(window);
          if (userId === STRANGER) this.faults.push('a stranger was fetched');
          const mine = this.changedIn(window).filter((change) => change.userId === userId);
          const transactions = mine.map(({ at }) => ({
            id: String(at),
            container: 'bank',
            isDeleted: false,
            fields: {},
          }));
          return of(dataPage({ userId, transactions, totalTransactions: transactions.length }));
        }),
      readSnapshot: () => NEVER,
      readHoldings: () => NEVER,
    };
  }

  private refuseOddWindows({ from, until }: DataWindow): void {
    const now = this.clock.scheduler.frame;
    if (until.getTime() - from.getTime() > 60 * MINUTE_MS) this.faults.push('asked for more than 60 min');
    if (until.getTime() - 1_000 > now) this.faults.push('asked for the future');
  }

  private trouble(operation: string): Error {
    const draw = this.chance.random();
    if (draw < 0.3) return new RateLimitedError(operation, 1_000 + this.chance.random() * 60_000);
    if (draw < 0.6) return new UpstreamTimeoutError(operation, 10_000);
    return new UpstreamStatusError(operation, 503, undefined);
  }

  private judged(): StoryEnd {
    const counts = { changes: 0, delivered: 0, missed: 0, visible: 0, unrecoverable: 0, ...this.counts };
    const set: { userId: string; window: DataWindow; state: string }[] = [];
    this.disk.list({ tenant: 't1' }).subscribe((entry) => set.push(entry));
    const isIn = ({ at }: Changed, { from, until }: DataWindow): boolean =>
      at >= from.getTime() && at < until.getTime();
    for (const change of this.changes) {
      if (change.userId === STRANGER) continue;
      counts.changes += 1;
      const entry = set.find(({ userId, window }) => userId === change.userId && isIn(change, window));
      const isUntold = this.untold.some((window) => isIn(change, window));
      if (isUntold && this.isToldAsMissed(change)) counts.missed += 1;
      if (this.book.has(`${change.userId} ${String(change.at)}`)) {
        counts.delivered += 1;
        if (isUntold && !this.isToldAsMissed(change)) this.faults.push(`repaired in silence: ${change.userId}`);
      } else if (entry !== undefined && ['dead', 'expired', 'parked'].includes(entry.state)) counts.visible += 1;
      else if (this.unrecoverable.some((window) => isIn(change, window))) counts.unrecoverable += 1;
      else
        this.faults.push(
          `lost: ${change.userId} at minute ${String((change.at - START) / MINUTE_MS)} (${entry?.state ?? 'no entry'})`,
        );
    }
    for (const { userId, state, window } of set) {
      if (state === 'waiting' || state === 'leased')
        this.faults.push(`stuck: ${userId} ${state} ${window.from.toISOString()}`);
    }
    this.judgeSweeps();
    this.life?.work.unsubscribe();
    return { faults: this.faults, counts };
  }

  private isToldAsMissed({ at }: Changed): boolean {
    let isMissed = false;
    const second = { from: new Date(at), until: new Date(at + 1_000) };
    this.disk.coverage('t1', second).subscribe((stretches) => {
      isMissed = stretches.length > 0 && stretches.every(({ state }) => state === 'missed');
    });
    return isMissed;
  }

  /** Nobody is told as missed who did not change; a sweep asks for a second more than it speaks of. */
  private judgeSweeps(): void {
    for (const { window, missed } of this.sweeps) {
      const asked = { from: window.from, until: new Date(window.until.getTime() + 1_000) };
      const changed = new Set(this.changedIn(asked).map(({ userId }) => userId));
      changed.delete(STRANGER);
      if (missed > changed.size) this.faults.push('more were told as missed than changed');
    }
  }
}

function decoded(text: string): Observable<DecodedNotice> {
  const { users, from, until } = JSON.parse(text) as { users: readonly string[]; from: string; until: string };
  const window = { from: new Date(from), until: new Date(until) };
  return of<DecodedNotice[]>(
    { kind: 'intents', intents: users.map((userId) => ({ userId, window })) },
    {
      kind: 'notification',
      notification: {
        kind: 'dataUpdates',
        info: 'DATA_UPDATES',
        receivedAt: window.until,
        window,
        userCount: users.length,
      },
    },
  );
}

function seed32(seed: number): number {
  return Math.imul(seed, 0x9e3779b1) >>> 0;
}
