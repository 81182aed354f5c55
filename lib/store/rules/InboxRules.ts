import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { LeaseLostError } from '../../errors/LeaseLostError.js';
import type { LoginName } from '../../model/Identity.js';
import type { Intent } from '../../model/Intent.js';
import type { Lease, LeaseBatch, LeaseRequest, PutOptions, PutReceipt } from '../../ports/InboxStore.js';
import { arrive, type Arrival, type Arrived } from './arrive.js';
import { endLease, isSuspect, type LeaseEnd } from './endLease.js';
import { entryKey } from './entryKey.js';
import type { InboxSettings } from './inboxSettings.js';
import type { HeldLane, InboxTables, Place } from './InboxTables.js';
import { EMPTY_LANE, type Lane, type Span } from './Lane.js';
import type { HeldLease, LeaseBook } from './LeaseBook.js';
import { awoken, headOf, laneTimes, sliceEndOf } from './laneTimes.js';
import { expireBefore, leasedOf, leaseSlice } from './leaseSlice.js';
import { marked } from './Ledger.js';
import { nextReadyAt } from './nextReadyAt.js';
import type { StoreClock } from './StoreClock.js';
import { toStretch, toWindow } from './toEntry.js';

const DAY_MS = 86_400_000;
/** Intents after which a few lanes are looked at, and how many: lanes in use forget by themselves, the others so. */
const WALK_EVERY = 64;
const WALKED = 4;
/** When to ask again at the latest while one slice is leased alone, or is to be. Unit: ms */
const ALONE_MS = 1_000;
/** Lanes whose window is over that one lease takes over at a time, and how many times: nobody waits for all of them. */
const TAKEN_OVER = 256;
const MOST_ROUNDS = 4;

/** What a lease is looked up by. */
export type LeaseHandle = Pick<Lease, 'tenant' | 'consumer' | 'userId' | 'fence'>;

/** A batch of leases, and what their timers are to be. */
export interface LeasedBatch {
  readonly batch: LeaseBatch;
  readonly held: readonly HeldLease[];
}

/**
 * What every inbox does, whatever it is kept in: all methods are synchronous and change the tables only.
 *
 * @param tables where it is kept
 * @param book the leases of this process
 * @param clock the store's clock
 * @param settings the options
 */
export class InboxRules {
  private walkDue = WALK_EVERY;
  private keptAt = -Infinity;
  /** The lease beside which nobody gets one, if it is still held. */
  private alone: HeldLease | undefined;

  constructor(
    readonly tables: InboxTables,
    private readonly book: LeaseBook,
    private readonly clock: StoreClock,
    private readonly settings: InboxSettings,
  ) {}

  put(tenant: string, intents: readonly Intent[], options: PutOptions): PutReceipt {
    const receipt = { added: 0, known: 0, erased: 0, expired: 0 };
    const arrival = this.arrivalOf(options);
    for (const intent of intents) receipt[this.putOne(tenant, intent, arrival)] += 1;
    const { origin, covers } = options;
    if (covers && origin === 'notice') this.mark(tenant, 'noticed', covers);
    if (covers && origin === 'sweep' && receipt.added > 0) this.mark(tenant, 'missed', covers);
    this.walkDue += intents.length;
    if (this.walkDue >= WALK_EVERY) this.forgetSome();
    return receipt;
  }

  lease(request: LeaseRequest): LeasedBatch {
    const { tenant, consumer } = request;
    const place = { tenant, consumer };
    if (!this.settings.consumers.includes(consumer)) {
      throw new InvalidOptionError('consumer', consumer, 'a name given as `consumers` when the inbox was opened');
    }
    const now = this.clock.now();
    this.wake(place, now);
    const { leases, isHeldUp } = this.isHeldAlone() ? { leases: [], isHeldUp: true } : this.leaseReady(request, now);
    const next = nextReadyAt(this.tables, place, isHeldUp ? now + ALONE_MS : now, request.until);
    return {
      batch: { leases, ...(next !== undefined && { nextReadyAt: this.clock.toDate(next) }) },
      held: leases.map((lease) => heldLeaseOf(lease)),
    };
  }

  /** Gives how the lane is, or errors when the lease is no longer held. */
  leased(lease: LeaseHandle): HeldLane {
    const { place, userId, fence } = heldLeaseOf(lease);
    const lane = this.tables.lane(place, userId);
    if (lane?.fence !== fence || leasedOf(lane) === undefined || !this.book.holds({ place, userId, fence })) {
      throw new LeaseLostError(fence);
    }
    return { place, userId, lane };
  }

  end(lease: LeaseHandle, end: LeaseEnd): void {
    this.endOf(this.leased(lease), end);
  }

  /** Makes the slice of a lease wait again that nobody answers for; nothing when it ended otherwise. */
  lose({ place, userId, fence }: HeldLease): void {
    const lane = this.tables.lane(place, userId);
    if (lane?.fence === fence && leasedOf(lane) !== undefined) this.endOf({ place, userId, lane }, { kind: 'lost' });
  }

  /** Makes what a process had leased wait again that died; what was leased alone counts the attempt. */
  bury(held: readonly HeldLane[]): void {
    for (const one of held) this.endOf(one, { kind: 'died', wasAlone: held.length === 1 });
  }

  /** Makes what is dead, parked or expired wait again; gives how many spans that were. */
  retry({ place, userId, lane }: HeldLane, isWanted: (span: Span) => boolean, limit: number): number {
    const now = this.clock.now();
    let moved = 0;
    const spans = lane.spans.map((span): Span => {
      if (span.state === 'waiting' || span.state === 'leased' || moved >= limit || !isWanted(span)) return span;
      moved += 1;
      return { ...span, state: 'waiting', isCut: true, replayed: true, attempts: 0, readyAt: now };
    });
    if (moved > 0) this.save(place, userId, { ...lane, spans }, lane);
    return moved;
  }

  mark(tenant: string, column: 'noticed' | 'missed' | 'swept', window: { from: Date; until: Date }): void {
    const ledger = this.tables.ledger(tenant);
    const after = marked(ledger, column, toWindow(toStretch(window)), this.forgottenBefore());
    if (after !== ledger) this.tables.saveLedger(tenant, after);
  }

  /** What ended before this is no longer remembered. */
  forgottenBefore(): Date {
    return dateOf(this.settings.scheduler.now() - this.settings.horizonMs - DAY_MS);
  }

  private putOne(tenant: string, { userId, window }: Intent, arrival: Arrival): keyof PutReceipt {
    if (this.tables.isErased(tenant, userId)) return 'erased';
    const stretch = toStretch(window);
    const brought = new Set<Arrived['brought']>();
    for (const consumer of this.settings.consumers) {
      const place = { tenant, consumer };
      const before = this.tables.lane(place, userId);
      const arrived = arrive(before ?? { ...EMPTY_LANE, turn: this.tables.nextTurn() }, stretch, arrival);
      if (arrived.brought !== 'known') this.save(place, userId, this.remembered(arrived.lane), before);
      brought.add(arrived.brought);
    }
    return brought.has('added') ? 'added' : brought.has('expired') ? 'expired' : 'known';
  }

  /** What may kill the process is leased when nothing else is, and nothing else while it is. */
  private leaseReady(
    request: LeaseRequest,
    now: number,
  ): { readonly leases: readonly Lease[]; readonly isHeldUp: boolean } {
    const { tenant, consumer, limit } = request;
    const until = Math.floor(request.until.getTime() / 1_000);
    const place = { tenant, consumer };
    const leases: Lease[] = [];
    let rounds = 1;
    let isMore = this.tables.takeOver(place, until, TAKEN_OVER + limit) >= TAKEN_OVER;
    // Lanes whose oldest windows expired may be ready no more: look again until the batch is full or nothing is ready.
    while (leases.length < limit) {
      const ready = this.tables.ready(place, now, until, limit - leases.length);
      if (ready.length === 0) {
        if (!isMore || rounds >= MOST_ROUNDS) break;
        isMore = this.tables.takeOver(place, until, TAKEN_OVER) >= TAKEN_OVER;
        rounds += 1;
      }
      for (const held of ready) {
        const young = this.youngOf(held, request, now);
        if (young === undefined) continue;
        const isAlone = isSuspect(young.head);
        if (isAlone && (leases.length > 0 || this.tables.isLeased())) return { leases, isHeldUp: true };
        const lease = this.grant(held, young.lane, request, now);
        leases.push(lease);
        if (!isAlone) continue;
        this.alone = heldLeaseOf(lease);
        return { leases, isHeldUp: true };
      }
    }
    return { leases, isHeldUp: false };
  }

  private isHeldAlone(): boolean {
    if (this.alone === undefined) return false;
    const { place, userId, fence } = this.alone;
    const lane = this.tables.lane(place, userId);
    if (lane?.fence === fence && leasedOf(lane) !== undefined) return true;
    this.alone = undefined;
    return false;
  }

  /** A lane without what is too old, and what may be leased of it; undefined when that is nothing any more. */
  private youngOf(
    { place, userId, lane }: HeldLane,
    { until, now: upstreamNow }: LeaseRequest,
    now: number,
  ): { readonly lane: Lane; readonly head: Span } | undefined {
    const young = expireBefore(lane, this.horizon(upstreamNow));
    const head = headOf(young);
    const { readyAt = Infinity } = laneTimes(young);
    if (head !== undefined && readyAt <= now && sliceEndOf(head) * 1_000 <= until.getTime())
      return { lane: young, head };
    this.save(place, userId, young, lane);
    return undefined;
  }

  private grant({ place, userId, lane }: HeldLane, young: Lane, { leaseMs }: LeaseRequest, now: number): Lease {
    const fence = this.tables.nextTurn();
    const leased = leaseSlice(young, fence);
    this.save(place, userId, leased, lane);
    const slice = leasedOf(leased);
    if (slice === undefined) throw new LeaseLostError(fence);
    return {
      key: entryKey(place, userId, slice),
      ...place,
      userId,
      window: toWindow(slice),
      attempt: slice.attempts,
      fence,
      expiresAt: this.clock.toDate(now + leaseMs),
      replayed: slice.replayed,
    };
  }

  private endOf({ place, userId, lane }: HeldLane, end: LeaseEnd): void {
    const { maxAttempts } = this.settings;
    const ended = endLease(lane, end, { now: this.clock.now(), turn: this.tables.nextTurn(), maxAttempts });
    this.save(place, userId, this.remembered(ended), lane);
  }

  /** What is parked until a moment that has come waits again. */
  private wake(place: Place, now: number): void {
    const woken: HeldLane[] = [];
    for (const sleeper of this.tables.sleepers(place)) {
      if (sleeper.wakeAt > now) break;
      woken.push(sleeper);
    }
    for (const { userId, lane } of woken) this.save(place, userId, awoken(lane, now), lane);
  }

  private arrivalOf({ origin, settleMs, maxWaitMs, now }: PutOptions): Arrival {
    return { now: this.clock.now(), horizon: this.horizon(now), settleMs, maxWaitMs, isReplay: origin === 'replay' };
  }

  /** By the clock of upstream where the caller knows it: a wall clock that is wrong must not expire what is not old. */
  private horizon(upstreamNow?: Date): number {
    const now = upstreamNow?.getTime() ?? this.settings.scheduler.now();
    return Math.floor((now - this.settings.horizonMs) / 1_000);
  }

  /** Keeps a lane, and to the second where the clock stands: that much longer a restart lets somebody wait at worst. */
  private save(place: Place, userId: LoginName, lane: Lane, before: Lane | undefined): void {
    const now = this.clock.now();
    if (now >= this.keptAt + 1_000) {
      this.tables.keepStoreTime(now);
      this.keptAt = now;
    }
    this.tables.save(place, userId, lane, before);
  }

  /** Without the deliveries that are too old for upstream to send them again. */
  private remembered(lane: Lane): Lane {
    if (lane.delivered.length === 0) return lane;
    const oldest = this.forgottenBefore().getTime() / 1_000;
    if (!lane.delivered.some(({ until }) => until < oldest)) return lane;
    return { ...lane, delivered: lane.delivered.filter(({ until }) => until >= oldest) };
  }

  /** A few lanes at a time, so that nobody ever waits for the whole of it. */
  private forgetSome(): void {
    const lanes = WALKED * Math.floor(this.walkDue / WALK_EVERY);
    this.walkDue %= WALK_EVERY;
    for (const { place, userId, lane } of this.tables.someLanes(lanes)) {
      const after = this.remembered(lane);
      if (after !== lane) this.save(place, userId, after, lane);
    }
  }
}

/**
 * Gives what a lease is known by.
 *
 * @param lease the lease
 * @example
 * heldLeaseOf(lease).place.consumer; // 'default'
 */
export function heldLeaseOf({ tenant, consumer, userId, fence }: LeaseHandle): HeldLease & { userId: LoginName } {
  return { place: { tenant, consumer }, userId, fence };
}

/** Ages that are infinite have no date. */
function dateOf(ms: number): Date {
  return new Date(Math.max(ms, -8.64e15));
}
