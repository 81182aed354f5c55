import { map, type Observable, type SchedulerLike, share, Subject, switchMap, tap } from 'rxjs';
import { pause } from './pause.js';
import type { Credit } from './pullMap.js';
import { requireRange } from './requireRange.js';

/** Where an adaptive credit begins, and where it ends. */
export interface AdaptiveCreditOptions {
  /** Concurrency to begin with. Unit: calls, 1 to `ceiling`. @defaultValue `4`, or `ceiling` if that is less */
  readonly start?: number;
  /** Concurrency that is never exceeded. Unit: calls, ≥ 1. @defaultValue `64` */
  readonly ceiling?: number;
  /** Clock of the pauses. */
  readonly scheduler: SchedulerLike;
}

/** A credit that learns from how calls end how many at once upstream bears. */
export interface AdaptiveCredit extends Credit {
  /** Emits when a pause that upstream asked for is over. */
  readonly opens: Observable<unknown>;
  /** Concurrency now. Unit: calls */
  readonly limit: number;
  /** A call went well. */
  succeeded(): void;
  /** A call was one too many (429); upstream may have said how long to wait. Unit: ms */
  refused(retryAfterMs?: number): void;
  /** Upstream is overloaded or does not answer (503, timeout). */
  overloaded(retryAfterMs?: number): void;
}

/** Successes without a refusal that justify trying one place more; each such try may cost one refusal. */
const PROBE_AFTER = 400;
/** Tries that went well until growth is as fast as at the beginning. */
const BOLD_AFTER = 2;
const SHRINK = 0.5;

/**
 * Makes a credit that grows while all goes well and shrinks when upstream says that it is too much (AIMD).
 *
 * A round is as many successes as there are places. Until the first refusal each round adds a step, twice as large as
 * the one before. Each refusal takes one place away, so that a capacity that fell is found within one round trip, and
 * then one place more is tried after 400 successes; two tries that went well make growth fast again. An overload halves
 * the places, once a round. Places that nobody wanted do not grow. While upstream asked to wait there is no room at all.
 * Memory: O(1), one timer while waiting.
 *
 * @param options bounds and clock
 * @example
 * const credit = createAdaptiveCredit({ scheduler: asyncScheduler });
 * pullMap(pull, (user) => fetchUser(user).pipe(tap({ complete: () => credit.succeeded() })), credit);
 */
export function createAdaptiveCredit(options: AdaptiveCreditOptions): AdaptiveCredit {
  const { ceiling = 64, scheduler } = options;
  const { start = Math.min(4, ceiling) } = options;
  requireRange('ceiling', ceiling, { min: 1, unit: 'calls' });
  requireRange('start', start, { min: 1, max: ceiling, unit: 'calls' });
  return new Adaptive(start, ceiling, scheduler);
}

class Adaptive implements AdaptiveCredit {
  readonly opens: Observable<void>;
  private places: number;
  private step = 1;
  /** Tries that went well since the last refusal. */
  private calm = BOLD_AFTER;
  private successes = 0;
  private sinceHalved = Infinity;
  private wasFull = false;
  private pausedUntil = -Infinity;
  private readonly paused = new Subject<number>();

  constructor(
    start: number,
    private readonly ceiling: number,
    private readonly scheduler: SchedulerLike,
  ) {
    this.places = start;
    this.opens = this.paused.pipe(
      switchMap((ms) => pause(ms, scheduler)),
      // A timer may fire before the clock says so, or the clock be set back: the pause is over when the timer says it.
      tap(() => (this.pausedUntil = -Infinity)),
      map(() => undefined),
      share(),
    );
  }

  get limit(): number {
    return this.places;
  }

  room(inFlight: number): number {
    if (inFlight >= this.places) this.wasFull = true;
    return this.scheduler.now() < this.pausedUntil ? 0 : this.places - inFlight;
  }

  succeeded(): void {
    this.successes += 1;
    this.sinceHalved += 1;
    if (this.successes < (this.calm < BOLD_AFTER ? Math.max(PROBE_AFTER, this.places) : this.places)) return;
    this.successes = 0;
    if (!this.wasFull) return;
    this.wasFull = false;
    this.calm += 1;
    this.places = Math.min(this.ceiling, this.places + this.step);
    this.step = Math.min(this.step * 2, this.places);
  }

  refused(retryAfterMs = 0): void {
    this.places = Math.max(1, this.places - 1);
    this.calmDown(retryAfterMs);
  }

  overloaded(retryAfterMs = 0): void {
    if (this.sinceHalved >= this.places) {
      this.places = Math.max(1, Math.floor(this.places * SHRINK));
      this.sinceHalved = 0;
    }
    this.calmDown(retryAfterMs);
  }

  private calmDown(retryAfterMs: number): void {
    this.step = 1;
    this.calm = 0;
    this.successes = 0;
    const until = this.scheduler.now() + retryAfterMs;
    if (retryAfterMs <= 0 || until <= this.pausedUntil) return;
    this.pausedUntil = until;
    this.paused.next(retryAfterMs);
  }
}
