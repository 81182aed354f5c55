import {
  from,
  Observable,
  type ObservableInput,
  type Observer,
  type SchedulerAction,
  type Subscriber,
  Subscription,
} from 'rxjs';
import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import { type Cadence, cadenceOf, type PollOptions } from './cadenceOf.js';
import { LONGEST_TIMER_MS } from './LONGEST_TIMER_MS.js';
import { retryPauseMs } from './retryPauseMs.js';
import { Slot } from './Slot.js';
import { Stage } from './Stage.js';

export type { PollOptions } from './cadenceOf.js';

/** What one read came to: a value, or a failure that is going to be repeated. */
export type PollTick<T> =
  | { readonly kind: 'read'; readonly value: T }
  | {
      readonly kind: 'retrying';
      readonly error: unknown;
      /** 1 for the first repetition since the last success. */
      readonly attempt: number;
      /** Pause before it. Unit: ms */
      readonly inMs: number;
    };

/**
 * Reads again and again, one read at a time, slower while nothing is new.
 *
 * ```marble
 * read     -(r|)
 * poll     -r--r--r--  2 ms between the end of a read and the next
 * ```
 *
 * Reads at once, then pauses after the end of each read: `everyMs` after news, `growth` times more after each further
 * read without, at most `maxEveryMs()`. Jitter only shortens a pause, so news are told at the latest one longest pause and
 * two reads after they were there: the read that just missed them and the one that brings them. A wake cuts the pause
 * short; during a read it makes exactly one more follow.
 *
 * A failed read that may succeed later is told as `retrying` and repeated, for ever, with full jitter up to
 * min(`retryCapMs`, `retryBaseMs` × 2^(attempt − 1)) and no sooner than upstream asked for; a wake cuts none of that.
 * Any other failure, and whatever a callback throws, is the error of the stream. Never completes; leaving aborts the read
 * and clears the timer. What leaving a read throws is thrown on to whoever ended that read, and the poll goes on. Memory: O(1), one timer at a time, so a machine that slept makes one read and not many.
 *
 * @param read begins one read; each of its values is told
 * @param options cadence, clock and chance
 * @example
 * poll(() => queue.read(), { maxEveryMs: () => 15_000, isNews: (page) => page.length > 0, scheduler, entropy });
 */
export function poll<T>(read: () => ObservableInput<T>, options: PollOptions<T>): Observable<PollTick<T>> {
  const cadence = cadenceOf(options);
  return new Observable((subscriber) => {
    const run = new PollRun(read, cadence, subscriber);
    subscriber.add(run);
    run.begin();
  });
}

/**
 * One subscription to a poll, written by hand because thousands of them sit idle: one object and one timer each.
 *
 * Reading: no `timer`. A wake sets `woken`; the end of the read leads to a pause.
 * Pausing: `timer` is set. First `firmMs` run down, which no wake cuts; then `softMs`, which a wake ends.
 * Closed: nothing is set, nothing happens any more.
 */
class PollRun<T> extends Subscription {
  private reading: Reading<T> | undefined = undefined;
  private timer: Subscription | undefined = undefined;
  private readonly wakes: Subscription | undefined;
  private woken = false;
  private hasNews = false;
  private firm = false;
  private firmMs = 0;
  private softMs = 0;
  private quietMs: number;
  private attempt = 0;

  constructor(
    private readonly read: () => ObservableInput<T>,
    private readonly cadence: Cadence<T>,
    private readonly subscriber: Subscriber<PollTick<T>>,
  ) {
    super();
    this.quietMs = cadence.everyMs;
    this.wakes = cadence.wakes?.subscribe(new Waking(this, subscriber));
  }

  begin(): void {
    if (this.closed) return;
    this.woken = false;
    this.hasNews = false;
    // Known before the read begins: a synchronous source may close this very run.
    const reading = (this.reading = new Reading(this));
    try {
      from(this.read()).subscribe(reading);
    } catch (error) {
      reading.error(error);
    }
  }

  next(value: T): void {
    try {
      if (this.cadence.isNews(value)) this.hasNews = true;
      this.subscriber.next({ kind: 'read', value });
    } catch (error) {
      this.subscriber.error(error);
    }
  }

  complete(): void {
    if (this.closed) return;
    this.reading = undefined;
    this.attempt = 0;
    try {
      if (this.hasNews) this.quietMs = this.cadence.everyMs;
      const { minGapMs } = this.cadence;
      this.pause(minGapMs, this.woken ? 0 : this.cadencePauseMs() - minGapMs);
    } catch (error) {
      this.subscriber.error(error);
    }
  }

  error(error: unknown): void {
    if (this.closed) return;
    this.reading = undefined;
    try {
      if (this.cadence.isRetryable(error)) this.retry(error);
      else this.subscriber.error(error);
    } catch (thrown) {
      this.subscriber.error(thrown);
    }
  }

  override unsubscribe(): void {
    const { reading, timer } = this;
    this.reading = this.timer = undefined;
    super.unsubscribe();
    timer?.unsubscribe();
    try {
      this.wakes?.unsubscribe();
    } finally {
      reading?.unsubscribe();
    }
  }

  /** Goes on when a timer has run down: with the rest of the pause, or with the next read. */
  proceed(): void {
    this.timer = undefined;
    if (this.firmMs > 0 || this.softMs > 0) this.arm();
    else this.begin();
  }

  wake(): void {
    if (this.timer === undefined) this.woken = true;
    else if (this.firm) this.softMs = 0;
    else {
      this.timer.unsubscribe();
      this.timer = undefined;
      this.begin();
    }
  }

  private retry(error: unknown): void {
    const { retryBaseMs: baseMs, retryCapMs: capMs, minGapMs, entropy } = this.cadence;
    this.attempt += 1;
    const { attempt } = this;
    const inMs = Math.max(minGapMs, retryPauseMs({ error, attempt }, { baseMs, capMs }, entropy));
    this.subscriber.next({ kind: 'retrying', error, attempt, inMs });
    this.pause(inMs, 0);
  }

  private cadencePauseMs(): number {
    const { everyMs, growth, jitter, entropy, maxEveryMs } = this.cadence;
    const maxMs = maxEveryMs();
    if (!(maxMs > 0)) throw new InvalidOptionError('maxEveryMs', maxMs, '> 0 ms');
    const pauseMs = Math.min(this.quietMs, maxMs) * (1 - jitter * entropy.random());
    this.quietMs = Math.min(this.quietMs * growth, Math.max(everyMs, maxMs));
    return Math.max(1, Math.floor(pauseMs));
  }

  private pause(firmMs: number, softMs: number): void {
    if (this.closed) return;
    this.firmMs = firmMs;
    this.softMs = Math.max(0, softMs);
    this.arm();
  }

  private arm(): void {
    this.firm = this.firmMs > 0;
    const sliceMs = Math.min(this.firm ? this.firmMs : this.softMs, LONGEST_TIMER_MS);
    if (this.firm) this.firmMs -= sliceMs;
    else this.softMs -= sliceMs;
    this.timer = this.cadence.scheduler.schedule<PollRun<T>>(proceed, sliceMs, this);
  }
}

/** One read. An observer that is a Subscription is the subscriber itself, and stops a source that emits at once. */
class Reading<T> extends Slot implements Observer<T> {
  constructor(private readonly run: PollRun<T>) {
    super();
  }

  next(value: T): void {
    if (!this.closed) this.run.next(value);
  }

  error(error: unknown): void {
    if (this.closed) return;
    try {
      this.unsubscribe();
    } finally {
      this.run.error(error);
    }
  }

  complete(): void {
    if (this.closed) return;
    try {
      this.unsubscribe();
    } finally {
      this.run.complete();
    }
  }
}

class Waking<T> extends Stage<unknown, PollTick<T>> {
  constructor(
    private readonly run: PollRun<T>,
    destination: Subscriber<PollTick<T>>,
  ) {
    super(destination);
  }

  protected take(): void {
    this.run.wake();
  }

  override complete(): void {
    this.unsubscribe(); // nobody wakes any more; the poll goes on
  }
}

function proceed<T>(this: SchedulerAction<PollRun<T>>, run?: PollRun<T>): void {
  run?.proceed();
}
