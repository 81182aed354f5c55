import type { LoginName } from '../model/Identity.js';
import type { QuarantinedNotice } from '../model/QuarantinedNotice.js';
import { digestText } from '../model/digestBytes.js';
import type { EraseReport } from '../ports/InboxStore.js';
import { MemoryPlace, type ShelvedLane } from './MemoryPlace.js';
import { addChange, countChange, type SpanCounts } from './rules/countSpans.js';
import type { HeldLane, InboxTables, LanePage, LaneQuery, Place, ReadyTime, Totals } from './rules/InboxTables.js';
import type { Lane } from './rules/Lane.js';
import { EMPTY_LEDGER, type Ledger } from './rules/Ledger.js';

interface MemoryTenant {
  readonly counts: SpanCounts;
  readonly erased: Set<string>;
  ledger: Ledger;
  quarantined: readonly QuarantinedNotice[];
}

/**
 * Keeps an inbox in maps and heaps.
 *
 * Memory: O(lanes + spans + deliveries remembered).
 */
export class MemoryTables implements InboxTables {
  private readonly places = new Map<string, { readonly place: Place; readonly shelf: MemoryPlace }>();
  private readonly tenants = new Map<string, MemoryTenant>();
  private turn = 0;
  private walk: IterableIterator<HeldLane> | undefined;

  lane(place: Place, userId: LoginName): Lane | undefined {
    return this.place(place).get(userId);
  }

  save(place: Place, userId: LoginName, lane: Lane, before: Lane | undefined): void {
    const isEmpty = lane.spans.length === 0 && lane.delivered.length === 0;
    if (isEmpty) this.place(place).delete(userId);
    else this.place(place).set(userId, lane);
    this.count(place.tenant, isEmpty ? undefined : lane, before);
  }

  ready(place: Place, now: number, until: number, limit: number): readonly HeldLane[] {
    const ready: HeldLane[] = [];
    if (limit < 1) return ready;
    for (const { userId, lane, times } of this.place(place).byReady()) {
      if ((times.readyAt ?? Infinity) > now) break;
      if ((times.headUntil ?? Infinity) > until) continue;
      ready.push({ place, userId, lane });
      if (ready.length >= limit) break;
    }
    return ready;
  }

  isLeased(): boolean {
    for (const { counts } of this.tenants.values()) if (counts.leased > 0) return true;
    return false;
  }

  takeOver(place: Place, until: number, limit: number): number {
    return this.place(place).takeOver(until, limit);
  }

  readyTimes(place: Place): Iterable<ReadyTime> {
    return timesOf(this.place(place).byReady());
  }

  openTimes(place: Place): Iterable<ReadyTime> {
    return timesOf(this.place(place).byEnd());
  }

  *sleepers(place: Place): Iterable<HeldLane & { readonly wakeAt: number }> {
    for (const { userId, lane, times } of this.place(place).byWaking()) {
      if (times.wakeAt !== undefined) yield { place, userId, lane, wakeAt: times.wakeAt };
    }
  }

  /** All at once: whoever keeps everything in memory has room for a list of it. */
  lanes({ tenant, consumers, userId }: LaneQuery): LanePage {
    const lanes = consumers.flatMap((consumer) => {
      const place = { tenant, consumer };
      const held = [...this.place(place).values()].filter(({ times }) => times.since !== undefined);
      const wanted = userId === undefined ? held : held.filter((shelved) => shelved.userId === userId);
      return wanted.sort(isOlder).map(({ userId: whose, lane }) => ({ place, userId: whose, lane }));
    });
    return { lanes };
  }

  someLanes(limit: number): readonly HeldLane[] {
    const some: HeldLane[] = [];
    this.walk ??= this.everyLane();
    while (some.length < limit) {
      const next = this.walk.next();
      if (next.done === true) {
        this.walk = undefined;
        break;
      }
      some.push(next.value);
    }
    return some;
  }

  totals(tenant: string): Totals {
    const { delivered, ...entries } = this.tenant(tenant).counts;
    let oldest = Infinity;
    for (const { place, shelf } of this.places.values()) {
      if (place.tenant === tenant) oldest = Math.min(oldest, shelf.oldestSince);
    }
    return { entries, delivered, ...(oldest < Infinity && { oldestSince: oldest }) };
  }

  nextTurn(): number {
    this.turn += 1;
    return this.turn;
  }

  ledger(tenant: string): Ledger {
    return this.tenant(tenant).ledger;
  }

  saveLedger(tenant: string, ledger: Ledger): void {
    this.tenant(tenant).ledger = ledger;
  }

  isErased(tenant: string, userId: LoginName): boolean {
    const { erased } = this.tenant(tenant);
    return erased.size > 0 && erased.has(digestText(userId));
  }

  erase(tenant: string, userId: LoginName): EraseReport {
    const state = this.tenant(tenant);
    state.erased.add(digestText(userId));
    let entries = 0;
    for (const { place, shelf } of this.places.values()) {
      const lane = place.tenant === tenant ? shelf.get(userId) : undefined;
      if (lane === undefined) continue;
      entries += lane.spans.length;
      shelf.delete(userId);
      this.count(tenant, undefined, lane);
    }
    const kept = state.quarantined.filter((notice) => notice.userId !== userId);
    const quarantined = state.quarantined.length - kept.length;
    state.quarantined = kept;
    return { entries, quarantined };
  }

  readmit(tenant: string, userId: LoginName): void {
    this.tenant(tenant).erased.delete(digestText(userId));
  }

  quarantine(tenant: string, notices: readonly QuarantinedNotice[], keep: number, oldest: Date): void {
    const state = this.tenant(tenant);
    const all = [...state.quarantined, ...notices].filter(({ receivedAt }) => receivedAt >= oldest);
    state.quarantined = all.slice(Math.max(0, all.length - keep));
  }

  quarantined(tenant: string): readonly QuarantinedNotice[] {
    return this.tenant(tenant).quarantined;
  }

  countQuarantined(tenant: string): number {
    return this.tenant(tenant).quarantined.length;
  }

  storeTime(): number | undefined {
    return undefined;
  }

  /** The clock is gone with what it timed. */
  keepStoreTime(): void {
    return;
  }

  bytes(): number {
    return 0;
  }

  private count(tenant: string, lane: Lane | undefined, before: Lane | undefined): void {
    addChange(this.tenant(tenant).counts, lane, before);
  }

  private *everyLane(): IterableIterator<HeldLane> {
    for (const { place, shelf } of this.places.values()) {
      for (const { userId, lane } of shelf.values()) yield { place, userId, lane };
    }
  }

  private place(place: Place): MemoryPlace {
    const key = JSON.stringify([place.tenant, place.consumer]);
    const held = this.places.get(key) ?? { place, shelf: new MemoryPlace() };
    this.places.set(key, held);
    return held.shelf;
  }

  private tenant(tenant: string): MemoryTenant {
    const state = this.tenants.get(tenant) ?? newTenant();
    this.tenants.set(tenant, state);
    return state;
  }
}

function* timesOf(shelf: Iterable<ShelvedLane>): Iterable<ReadyTime> {
  for (const { times } of shelf) {
    if (times.readyAt !== undefined && times.headUntil !== undefined) {
      yield { readyAt: times.readyAt, headUntil: times.headUntil };
    }
  }
}

function newTenant(): MemoryTenant {
  return { counts: countChange(undefined, undefined), erased: new Set(), ledger: EMPTY_LEDGER, quarantined: [] };
}

function isOlder(one: ShelvedLane, other: ShelvedLane): number {
  return (one.times.since ?? 0) - (other.times.since ?? 0);
}
