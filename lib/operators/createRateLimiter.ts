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
  const { perSecond, burst, maxWaiting = 1_000 } = options;
  requireRange('perSecond', perSecond, { min: Number.MIN_VALUE, unit: 'permits/s' });
  requireRange('burst', burst, { min: 1, unit: 'permits' });
  requireRange('maxWaiting', maxWaiting, { min: 0, unit: 'places' });
  return new TokenBucket({ ...options, maxWaiting });
}

class TokenBucket implements RateLimiter {
  private readonly waiting = new Set<Subscriber<void>>();
  private permits: number;
  private filledAt: number;
  private timer: Subscription | undefined;

  constructor(private readonly options: Required<RateLimiterOptions>) {
    this.permits = options.burst;
    this.filledAt = options.scheduler.now();
  }

  permit(): Observable<void> {
    return new Observable((subscriber) => {
      if (this.tryPermit()) {
        subscriber.next();
        subscriber.complete();
      } else if (this.waiting.size >= this.options.maxWaiting) {
        const inMs = this.msUntil(this.waiting.size + 1);
        subscriber.error(new RateLimitedError('waiting room of the rate limit', inMs));
      } else {
        this.waiting.add(subscriber);
        this.arm();
        subscriber.add(() => {
          this.leave(subscriber);
        });
      }
    });
  }

  tryPermit(): boolean {
    this.fill();
    return this.waiting.size === 0 && this.takePermit();
  }

  private leave(subscriber: Subscriber<void>): void {
    if (this.waiting.delete(subscriber) && this.waiting.size === 0) this.disarm();
  }

  // Whoever is served may ask again from within: the spent timer stays in its place until all are served.
  private serve(): void {
    this.fill();
    for (const first of this.waiting) {
      if (!this.takePermit()) break;
      this.waiting.delete(first);
      first.next();
      first.complete();
    }
    this.disarm();
    this.arm();
  }

  private arm(): void {
    if (this.waiting.size === 0 || this.timer !== undefined) return;
    const serve = (): void => {
      this.serve();
    };
    this.timer = this.options.scheduler.schedule(serve, Math.min(this.msUntil(1), LONGEST_TIMER_MS));
  }

  private disarm(): void {
    this.timer?.unsubscribe();
    this.timer = undefined;
  }

  private msUntil(permits: number): number {
    return Math.ceil(Math.max(0, permits - this.permits) * (1_000 / this.options.perSecond));
  }

  private fill(): void {
    const { perSecond, burst, scheduler } = this.options;
    const now = scheduler.now();
    const elapsedMs = Math.max(0, now - this.filledAt);
    this.permits = Math.min(burst, this.permits + (elapsedMs * perSecond) / 1_000);
    this.filledAt = now;
  }

  // Sums of fractions fall short of 1 by rounding; a permit that is all but there counts.
  private takePermit(): boolean {
    if (this.permits < 1 - 1e-9) return false;
    this.permits = Math.max(0, this.permits - 1);
    return true;
  }
}
