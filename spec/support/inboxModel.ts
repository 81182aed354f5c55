import type { EntryState } from '../../lib/model/InboxEntry.js';

/** Minutes that are worked on together, as a plain model sees them. */
interface Piece {
  from: number;
  until: number;
  state: EntryState;
  attempts: number;
  replayed: boolean;
  readyAt?: number;
}

interface ModelLane {
  /** Minutes that gather, one by one. */
  readonly fresh: Set<number>;
  readonly delivered: Set<number>;
  pieces: Piece[];
  firstAt?: number;
  gatherUntil: number;
  leaseEndsAt: number;
}

const MAX_ATTEMPTS = 3;
const HOUR = 60;

/** What a slice that is ready looks like. */
export interface ModelSlice {
  readonly userId: string;
  readonly from: number;
  readonly until: number;
  readonly attempt: number;
  readonly replayed: boolean;
}

/** An inbox of one consumer, minute by minute, without any cleverness. Times in ms, windows in minutes. */
export class InboxModel {
  private readonly lanes = new Map<string, ModelLane>();
  private readonly gone = new Set<string>();
  now = 0;

  put(userId: string, from: number, until: number, settleMs: number, maxWaitMs: number): 'added' | 'known' | 'erased' {
    if (this.gone.has(userId)) return 'erased';
    const lane = this.lane(userId);
    let brought: 'added' | 'known' = 'known';
    for (let minute = from; minute < until; minute++) {
      const isKnown =
        lane.fresh.has(minute) ||
        lane.delivered.has(minute) ||
        lane.pieces.some((piece) => piece.from <= minute && minute < piece.until);
      if (isKnown) continue;
      lane.fresh.add(minute);
      brought = 'added';
    }
    if (brought === 'known') return brought;
    if (lane.firstAt === undefined) {
      lane.firstAt = this.now;
      lane.gatherUntil = this.now;
    }
    lane.gatherUntil = Math.max(lane.gatherUntil, Math.min(this.now + settleMs, lane.firstAt + maxWaitMs));
    return brought;
  }

  /** The slices that may be leased at a moment. */
  ready(at: number, untilMinute: number): readonly ModelSlice[] {
    return [...this.lanes].flatMap(([userId, lane]) => {
      if (lane.pieces.some(({ state }) => state === 'leased')) return [];
      const waiting = lane.pieces
        .filter((piece) => isWaitingAt(piece, at))
        .map((piece) => ({ ...piece, attempt: piece.attempts + 1, readyAt: piece.readyAt ?? 0 }));
      const fresh = firstRun(lane.fresh).map((run) => ({
        ...run,
        readyAt: lane.gatherUntil,
        attempt: 1,
        replayed: false,
      }));
      const [head] = [...waiting, ...fresh].sort((one, other) => one.from - other.from);
      if (head === undefined || head.readyAt > at) return [];
      const until = Math.min(head.until, head.from + HOUR);
      const parkedBefore = 'state' in head && head.state === 'parked';
      if (until > untilMinute) return [];
      return [{ userId, from: head.from, until, attempt: head.attempt, replayed: head.replayed || parkedBefore }];
    });
  }

  /** When something may be leased that cannot be now, tried moment by moment that matters. */
  nextReadyAt(untilMinute: number): number | undefined {
    const ends = [...this.lanes.values()].flatMap(({ fresh, pieces }) => [
      ...[...fresh].map((minute) => minute + 1),
      ...pieces.flatMap(({ from, until }) => [until, from + HOUR]),
      ...[...fresh].map((minute) => minute + HOUR),
    ]);
    const moments = [...this.lanes.values()].flatMap(({ gatherUntil, pieces }) => [
      gatherUntil,
      ...pieces.flatMap(({ readyAt }) => (readyAt === undefined ? [] : [readyAt])),
    ]);
    const candidates = [this.now, ...moments, ...ends.map((end) => this.now + (end - untilMinute) * 60_000)];
    return candidates
      .filter((at) => at >= this.now)
      .sort((one, other) => one - other)
      .find((at) => this.ready(at, untilMinute + (at - this.now) / 60_000).length > 0);
  }

  /** What is parked until now waits from now on. */
  wake(): void {
    for (const lane of this.lanes.values()) {
      if (lane.pieces.some(({ state }) => state === 'leased')) continue;
      for (const piece of lane.pieces) {
        if (piece.state === 'parked' && isWaitingAt(piece, this.now)) {
          piece.state = 'waiting';
          piece.replayed = true;
        }
      }
    }
  }

  lease({ userId, from, until, attempt, replayed }: ModelSlice, leaseMs: number): void {
    const lane = this.lane(userId);
    lane.pieces = lane.pieces.filter((piece) => piece.from !== from);
    for (let minute = from; minute < until; minute++) lane.fresh.delete(minute);
    if (lane.fresh.size === 0) delete lane.firstAt;
    lane.pieces.push({ from, until, state: 'leased', attempts: attempt, replayed });
    lane.leaseEndsAt = this.now + leaseMs;
  }

  end(userId: string, end: 'ack' | 'dead' | 'parked' | 'nack' | 'giveBack', readyAt?: number): void {
    const lane = this.lane(userId);
    const piece = lane.pieces.find(({ state }) => state === 'leased');
    if (piece === undefined) throw new Error('nothing is leased');
    lane.pieces = lane.pieces.filter((one) => one !== piece);
    if (end === 'ack') {
      for (let minute = piece.from; minute < piece.until; minute++) lane.delivered.add(minute);
      return;
    }
    const isDead = end === 'dead' || (end === 'nack' && piece.attempts >= MAX_ATTEMPTS);
    const state = isDead ? 'dead' : end === 'parked' ? 'parked' : 'waiting';
    const attempts = end === 'giveBack' ? piece.attempts - 1 : piece.attempts;
    const { from, until, replayed } = piece;
    const timed = !isDead && readyAt !== undefined;
    lane.pieces.push({ from, until, replayed, state, attempts, ...(timed && { readyAt }) });
  }

  extend(userId: string, leaseMs: number): void {
    this.lane(userId).leaseEndsAt = this.now + leaseMs;
  }

  advance(ms: number): void {
    const target = this.now + ms;
    for (const [userId, lane] of this.lanes) {
      if (!lane.pieces.some(({ state }) => state === 'leased') || lane.leaseEndsAt > target) continue;
      this.end(userId, 'nack', lane.leaseEndsAt);
    }
    this.now = target;
  }

  retry(): number {
    let moved = 0;
    for (const lane of this.lanes.values()) {
      for (const piece of lane.pieces) {
        if (piece.state !== 'dead' && piece.state !== 'parked') continue;
        Object.assign(piece, { state: 'waiting', attempts: 0, replayed: true, readyAt: this.now });
        moved += 1;
      }
    }
    return moved;
  }

  erase(userId: string): void {
    this.lanes.delete(userId);
    this.gone.add(userId);
  }

  readmit(userId: string): void {
    this.gone.delete(userId);
  }

  entries(): readonly string[] {
    const shown = [...this.lanes].flatMap(([userId, { fresh, pieces }]) => [
      ...runsOf(fresh).map(({ from, until }) => `${userId} ${String(from)}-${String(until)} waiting 0`),
      ...pieces.map(
        ({ from, until, state, attempts }) => `${userId} ${String(from)}-${String(until)} ${state} ${String(attempts)}`,
      ),
    ]);
    return shown.sort();
  }

  private lane(userId: string): ModelLane {
    const lane = this.lanes.get(userId) ?? {
      fresh: new Set(),
      delivered: new Set(),
      pieces: [],
      gatherUntil: 0,
      leaseEndsAt: 0,
    };
    this.lanes.set(userId, lane);
    return lane;
  }
}

function isWaitingAt({ state, readyAt }: Piece, at: number): boolean {
  return state === 'waiting' || (state === 'parked' && readyAt !== undefined && readyAt <= at);
}

function firstRun(minutes: ReadonlySet<number>): readonly { from: number; until: number }[] {
  return runsOf(minutes).slice(0, 1);
}

function runsOf(minutes: ReadonlySet<number>): readonly { from: number; until: number }[] {
  const runs: { from: number; until: number }[] = [];
  for (const minute of [...minutes].sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last?.until === minute) last.until += 1;
    else runs.push({ from: minute, until: minute + 1 });
  }
  return runs;
}
