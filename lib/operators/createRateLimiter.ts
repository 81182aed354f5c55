import { Observable, type SchedulerLike, type Subscriber, type Subscription } from 'rxjs';
import { RateLimitedError } from '../errors/RateLimitedError.js';
import { LONGEST_TIMER_MS } from './LONGEST_TIMER_MS.js';
import { requireRange } from './requireRange.js';

/** How many permits there are, and how many may wait for one. */
export interface RateLimiterOptions {
  /** Permits that come back each second. Unit: permits/s, > 0 */
  readonly perSecond: number;
  /** Permits that may be saved up. Unit: permits, ≥ 1 */
  readonly burst: number;
  /** Places in the waiting room. Unit: places, ≥ 0. @defaultValue `1_000` */
  readonly maxWaiting?: number;
  /** Clock of the bucket. */
  readonly scheduler: SchedulerLike;
}

/** Hands out permits, first come, first served. */
export interface RateLimiter {
  /**
   * Emits once when the permit is there; leaving before gives the place back. Errors with `RateLimitedError` when the
   * waiting room is full.
   */
  permit(): Observable<void>;
  /** Takes a permit if one is there and nobody waits for it; tells whether it did. */
  tryPermit(): boolean;
}

interface Bucket {
  readonly waiting: Set<Subscriber<void>>;
  permits: number;
  filledAt: number;
  timer?: Subscription | undefined;
}

/**
 * Makes a token bucket that several streams share.
 *
 * Starts full. Memory: O(`maxWaiting`), one timer, and none while nobody waits. A clock that jumps ahead fills the bucket
 * up to `burst`, one that jumps back fills nothing.
 *
 * @param options rate, size and clock
 * @example
 * const limiter = createRateLimiter({ perSecond: 5, burst: 10, scheduler: asyncScheduler });
 */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const { perSecond, burst, maxWaiting = 1_000, scheduler } = options;
  requireRange('perSecond', perSecond, { min: Number.MIN_VALUE, unit: 'permits/s' });
  requireRange('burst', burst, { min: 1, unit: 'permits' });
  requireRange('maxWaiting', maxWaiting, { min: 0, unit: 'places' });
  const bucket: Bucket = { waiting: new Set(), permits: burst, filledAt: scheduler.now() };

  const msUntil = (permits: number): number => Math.ceil(Math.max(0, permits - bucket.permits) * (1_000 / perSecond));

  const disarm = (): void => {
    bucket.timer?.unsubscribe();
    bucket.timer = undefined;
  };

  // Whoever is served may ask again from within: the spent timer stays in its place until all are served.
  const serve = (): void => {
    fill(bucket, options);
    for (const first of bucket.waiting) {
      if (!takePermit(bucket)) break;
      bucket.waiting.delete(first);
      first.next();
      first.complete();
    }
    disarm();
    arm();
  };

  const arm = (): void => {
    if (bucket.waiting.size === 0 || bucket.timer !== undefined) return;
    bucket.timer = scheduler.schedule(serve, Math.min(msUntil(1), LONGEST_TIMER_MS));
  };

  const leave = (subscriber: Subscriber<void>): void => {
    if (bucket.waiting.delete(subscriber) && bucket.waiting.size === 0) disarm();
  };

  const tryPermit = (): boolean => {
    fill(bucket, options);
    return bucket.waiting.size === 0 && takePermit(bucket);
  };

  return {
    tryPermit,
    permit: () =>
      new Observable<void>((subscriber) => {
        if (tryPermit()) {
          subscriber.next();
          subscriber.complete();
          return undefined;
        }
        if (bucket.waiting.size >= maxWaiting) {
          const inMs = msUntil(bucket.waiting.size + 1);
          subscriber.error(new RateLimitedError('waiting room of the rate limit', inMs));
          return undefined;
        }
        bucket.waiting.add(subscriber);
        arm();
        return () => {
          leave(subscriber);
        };
      }),
  };
}

function fill(bucket: Bucket, { perSecond, burst, scheduler }: RateLimiterOptions): void {
  const now = scheduler.now();
  const elapsedMs = Math.max(0, now - bucket.filledAt);
  bucket.permits = Math.min(burst, bucket.permits + (elapsedMs * perSecond) / 1_000);
  bucket.filledAt = now;
}

// Sums of fractions fall short of 1 by rounding; a permit that is all but there counts.
function takePermit(bucket: Bucket): boolean {
  if (bucket.permits < 1 - 1e-9) return false;
  bucket.permits = Math.max(0, bucket.permits - 1);
  return true;
}
