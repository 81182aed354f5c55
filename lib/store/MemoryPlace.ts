import type { LoginName } from '../model/Identity.js';
import { MinHeap } from './MinHeap.js';
import type { Lane } from './rules/Lane.js';
import { type LaneTimes, laneTimes } from './rules/laneTimes.js';

/** A lane in memory, with what it is found by. */
export interface ShelvedLane {
  readonly userId: LoginName;
  readonly lane: Lane;
  readonly times: LaneTimes;
}

/**
 * The lanes of one consumer of one tenant: by user, by when their slice is over, by when they are ready, and by
 * when something parked goes on.
 *
 * A heap keeps the older versions of a lane until they come up, and is built anew when they are most of it. Memory:
 * O(lanes).
 */
export class MemoryPlace {
  private readonly lanes = new Map<LoginName, ShelvedLane>();
  private ready = new MinHeap<ShelvedLane>(isReadyBefore);
  private open = new MinHeap<ShelvedLane>(isOverBefore);
  private asleep = new MinHeap<ShelvedLane>(wakesBefore);
  private known = new MinHeap<ShelvedLane>(isKnownBefore);

  /** Since when the oldest span is known; Infinity when there is none. Unit: ms */
  get oldestSince(): number {
    const { known } = this;
    while (known.least !== undefined && !this.isCurrent(known.least)) known.pop();
    return known.least?.times.since ?? Infinity;
  }

  get(userId: LoginName): Lane | undefined {
    return this.lanes.get(userId)?.lane;
  }

  set(userId: LoginName, lane: Lane): void {
    const shelved = { userId, lane, times: laneTimes(lane) };
    this.lanes.set(userId, shelved);
    if (shelved.times.readyAt !== undefined) (shelved.times.isOver === true ? this.ready : this.open).push(shelved);
    if (shelved.times.wakeAt !== undefined) this.asleep.push(shelved);
    if (shelved.times.since !== undefined) this.known.push(shelved);
    const enough = 2 * this.lanes.size + 64;
    if (this.ready.size > enough) this.ready = this.rebuilt(this.ready, isReadyBefore);
    if (this.open.size > enough) this.open = this.rebuilt(this.open, isOverBefore);
    if (this.asleep.size > enough) this.asleep = this.rebuilt(this.asleep, wakesBefore);
    if (this.known.size > enough) this.known = this.rebuilt(this.known, isKnownBefore);
  }

  delete(userId: LoginName): void {
    this.lanes.delete(userId);
  }

  values(): IterableIterator<ShelvedLane> {
    return this.lanes.values();
  }

  byReady(): IterableIterator<ShelvedLane> {
    return this.inOrder(this.ready);
  }

  byEnd(): IterableIterator<ShelvedLane> {
    return this.inOrder(this.open);
  }

  /** Lets lanes wait for their turn whose slice ends at a second or before. */
  takeOver(until: number, limit: number): number {
    let taken = 0;
    for (let next = this.open.least; next !== undefined && taken < limit; next = this.open.least) {
      const isCurrent = this.isCurrent(next);
      if (isCurrent && (next.times.headUntil ?? 0) > until) break;
      this.open.pop();
      if (!isCurrent) continue;
      this.ready.push(next);
      taken += 1;
    }
    return taken;
  }

  byWaking(): IterableIterator<ShelvedLane> {
    return this.inOrder(this.asleep);
  }

  /** Gives lanes in order, and puts all back that are still as they were when the reader stops. */
  private *inOrder(heap: MinHeap<ShelvedLane>): IterableIterator<ShelvedLane> {
    const given: ShelvedLane[] = [];
    try {
      for (let next = heap.pop(); next !== undefined; next = heap.pop()) {
        if (!this.isCurrent(next)) continue;
        given.push(next);
        yield next;
      }
    } finally {
      for (const shelved of given) if (this.isCurrent(shelved)) heap.push(shelved);
    }
  }

  private isCurrent(shelved: ShelvedLane): boolean {
    return this.lanes.get(shelved.userId) === shelved;
  }

  private rebuilt(
    heap: MinHeap<ShelvedLane>,
    before: (one: ShelvedLane, other: ShelvedLane) => boolean,
  ): MinHeap<ShelvedLane> {
    const fresh = new MinHeap(before);
    for (let next = heap.pop(); next !== undefined; next = heap.pop()) if (this.isCurrent(next)) fresh.push(next);
    return fresh;
  }
}

function isReadyBefore(one: ShelvedLane, other: ShelvedLane): boolean {
  const difference = (one.times.readyAt ?? 0) - (other.times.readyAt ?? 0);
  return difference < 0 || (difference === 0 && one.lane.turn < other.lane.turn);
}

function isOverBefore(one: ShelvedLane, other: ShelvedLane): boolean {
  return (one.times.headUntil ?? 0) < (other.times.headUntil ?? 0);
}

function wakesBefore(one: ShelvedLane, other: ShelvedLane): boolean {
  return (one.times.wakeAt ?? 0) < (other.times.wakeAt ?? 0);
}

function isKnownBefore(one: ShelvedLane, other: ShelvedLane): boolean {
  return (one.times.since ?? 0) < (other.times.since ?? 0);
}
