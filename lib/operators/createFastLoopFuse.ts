import { defer, type Observable, of, type SchedulerLike } from 'rxjs';
import { FastLoopError } from '../errors/FastLoopError.js';
import { pause } from './pause.js';
import { requireRange } from './requireRange.js';

/** From where on a loop is slowed, and from where on it is stopped. */
export interface FastLoopFuseOptions {
  /** Requests without progress that pass unhindered within `withinMs`. Unit: requests, ≥ 1. @defaultValue `20` */
  readonly requests?: number;
  /** Requests of one loop after which it fails. Unit: requests, ≥ `requests`. @defaultValue `200` */
  readonly failAfter?: number;
  /** Keys remembered before the one longest unused is forgotten. Unit: keys, ≥ 1. @defaultValue `10_000` */
  readonly maxKeys?: number;
  /** Its clock. */
  readonly scheduler: SchedulerLike;
}

/** Watches for requests that go round without getting anywhere. */
export interface FastLoopFuse {
  /** Emits once when the request may go; errors with `FastLoopError`, naming `operation`, when it is one too many. */
  request(key: string, operation: string, withinMs: number): Observable<0>;
  /** Says that the requests of `key` got somewhere: its count starts afresh. */
  progress(key: string): void;
  /** Says that a request that may go is under way; while it is, it counts for no loop. */
  begin?(key: string): void;
  /** Says that it is under way no more. */
  end?(key: string): void;
}

/** A bucket that each request fills by one and that leaks `requests` within `withinMs`; dry means no loop. */
interface Loop {
  level: number;
  levelAt: number;
  requests: number;
  beganAt: number;
  /** Requests that are under way now. */
  open: number;
}

/**
 * Makes a fuse that slows, then fails whatever repeats one request quickly and without progress.
 *
 * The first `requests` of a key go at once. Whoever goes on faster than `requests` in `withinMs` is delayed by half of
 * `withinMs` each time, and fails after `failAfter`. The delay itself is not forgiven, so a loop cannot hide behind it; a pause of
 * the caller's own is. Requests that are under way at the same time are no loop: those before have not come back. A poller slower than `withinMs / requests` is never touched, however long nothing is new.
 * Take one fuse for each user, because requests of one key count together whoever makes them. Memory: O(`maxKeys`), no timer of its own.
 *
 * @param options thresholds and clock
 * @example
 * const fuse = createFastLoopFuse({ scheduler: asyncScheduler });
 */
export function createFastLoopFuse(options: FastLoopFuseOptions): FastLoopFuse {
  const { requests = 20, failAfter = 200, maxKeys = 10_000, scheduler } = options;
  requireRange('requests', requests, { min: 1, unit: 'requests' });
  requireRange('failAfter', failAfter, { min: requests, unit: 'requests' });
  requireRange('maxKeys', maxKeys, { min: 1, unit: 'keys' });
  const loops = new Map<string, Loop>();

  const count = (key: string, now: number, withinMs: number): Loop => {
    const loop = used(loops, key, now);
    if (loops.size > maxKeys) forgetOldest(loops);
    if (loop.levelAt > now + withinMs) loop.levelAt = now; // the clock jumped back
    leak(loop, now, requests / withinMs);
    loop.level = Math.min(loop.level + 1, failAfter);
    loop.requests += 1;
    return loop;
  };

  return {
    request: (key, operation, withinMs) =>
      defer(() => {
        requireRange('withinMs', withinMs, { min: 1, unit: 'ms' });
        const now = scheduler.now();
        const loop = count(key, now, withinMs);
        if (loop.requests - loop.open > failAfter)
          throw new FastLoopError(operation, loop.requests, now - loop.beganAt);
        if (loop.level - loop.open <= requests) return of(0 as const);
        loop.levelAt = Math.max(loop.levelAt, now + withinMs / 2);
        return pause(withinMs / 2, scheduler);
      }),
    progress: (key) => {
      calm(loops.get(key), scheduler.now());
    },
    begin: (key) => {
      open(loops.get(key), 1);
    },
    end: (key) => {
      open(loops.get(key), -1);
    },
  };
}

function used(loops: Map<string, Loop>, key: string, now: number): Loop {
  const loop = loops.get(key) ?? { level: 0, levelAt: now, requests: 0, beganAt: now, open: 0 };
  loops.delete(key); // and set again: the map's order is the order of use
  loops.set(key, loop);
  return loop;
}

function open(loop: Loop | undefined, more: 1 | -1): void {
  if (loop !== undefined) loop.open = Math.max(0, loop.open + more);
}

function leak(loop: Loop, now: number, perMs: number): void {
  loop.level = Math.max(0, loop.level - Math.max(0, now - loop.levelAt) * perMs);
  loop.levelAt = Math.max(loop.levelAt, now);
  if (loop.level <= 0) calm(loop, now);
}

function calm(loop: Loop | undefined, now: number): void {
  if (loop === undefined) return;
  loop.level = loop.requests = 0;
  loop.levelAt = loop.beganAt = now;
}

function forgetOldest(loops: Map<string, Loop>): void {
  for (const oldest of loops.keys()) {
    loops.delete(oldest);
    return;
  }
}
