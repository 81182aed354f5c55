import { from, Observable, type ObservableInput, type Subscriber, Subscription, takeWhile } from 'rxjs';

/** What one pull brought. */
export interface Pulled<T> {
  /** At most as many as were asked for. */
  readonly values: readonly T[];
  /** True when nothing will ever come any more. */
  readonly done?: boolean;
  /**
   * Emits when it is worth pulling again; wanted when `values` is empty and it is not done. Subscribed to before the next
   * pull, at the moment in which it is handed over, so it has to tell what came since the pull looked.
   */
  readonly again?: Observable<unknown>;
}

/** How much may be in flight. */
export interface Credit {
  /** Gives how many more may begin while `inFlight` are under way. */
  room(inFlight: number): number;
  /** Emits when room may have come by itself; what ends in here is noticed without. @defaultValue never */
  readonly opens?: Observable<unknown>;
}

/**
 * Pulls values only while there is credit, and merges what becomes of each; the producer waits, nothing is buffered.
 *
 * ```marble
 * pull     a-b-c-----  credit 1, each takes 2
 * pullMap  --a-b-(c|)
 * ```
 *
 * In contrast to `mergeMap` with a bound, which takes in the whole source and holds it. What has ended is freed before the
 * next pull. Memory: O(credit). Errors of `pull`, of what `project` gives, and what a callback throws, pass through and end
 * everything. Completes when the source is done and nothing is in flight; a pull that brings neither values nor `again`
 * while nothing is in flight is the end, too.
 *
 * @param pull gives up to `credit` values, once, and completes
 * @param project makes of each value what is merged
 * @param credit how much may be in flight
 * @example
 * pullMap(pullFrom(users), (user) => fetchUser(user), { room: (inFlight) => 8 - inFlight });
 */
export function pullMap<T, R>(
  pull: (credit: number) => Observable<Pulled<T>>,
  project: (value: T) => ObservableInput<R>,
  credit: Credit,
): Observable<R> {
  return new Observable((subscriber) => {
    const puller = new Puller(pull, project, credit, subscriber);
    subscriber.add(puller.work);
    const error = (cause: unknown): void => {
      subscriber.error(cause);
    };
    const next = (): void => {
      puller.pump();
    };
    if (credit.opens !== undefined) puller.work.add(credit.opens.subscribe({ next, error }));
    puller.pump();
  });
}

/** One subscription, written by hand: a hundred thousand jobs pass through it, and it must not grow with them. */
class Puller<T, R> {
  readonly work = new Subscription(() => {
    for (const running of this.running) running.unsubscribe();
  });
  private readonly running = new Set<Subscription>();
  private inFlight = 0;
  private done = false;
  private pulling = false;
  private pumping = false;
  private wanted = false;
  private broughtNothing = false;
  private waiting: Subscription | undefined;
  /** Stops a job that emits all its values at once, before anybody holds its subscription. */
  private readonly whileWanted = takeWhile<R>(() => !this.subscriber.closed);

  constructor(
    private readonly pull: (credit: number) => Observable<Pulled<T>>,
    private readonly project: (value: T) => ObservableInput<R>,
    private readonly credit: Credit,
    private readonly subscriber: Subscriber<R>,
  ) {}

  /** A loop, not a recursion: jobs and pulls that end at once must not pile up on the stack. */
  pump(): void {
    this.wanted = true;
    if (this.pumping) return;
    this.pumping = true;
    try {
      while (this.wanted && !this.subscriber.closed) {
        this.wanted = false;
        this.pullOnce();
      }
    } catch (error) {
      this.subscriber.error(error);
    } finally {
      this.pumping = false;
    }
  }

  private pullOnce(): void {
    if (this.done && this.inFlight === 0) this.subscriber.complete();
    if (this.done || this.pulling) return;
    const room = Math.floor(this.credit.room(this.inFlight));
    if (!(room >= 1)) return;
    this.stopWaiting();
    this.pulling = true;
    this.broughtNothing = true;
    this.own(
      this.pull(room),
      (batch) => {
        this.take(batch);
      },
      () => {
        this.pulling = false;
        if (this.waiting !== undefined) return;
        if (!this.broughtNothing) this.pump();
        else if (this.inFlight === 0) this.subscriber.complete();
      },
    );
  }

  private take({ values, done, again }: Pulled<T>): void {
    if (done === true) this.done = true;
    if (values.length > 0 || this.done) this.broughtNothing = false;
    for (const value of values) {
      if (this.subscriber.closed) return;
      this.begin(value);
    }
    if (values.length === 0 && !this.done && again !== undefined) this.waitFor(again);
  }

  private begin(value: T): void {
    this.inFlight += 1;
    let job: Observable<R>;
    try {
      const made = this.project(value);
      job = made instanceof Observable ? made : from(made);
    } catch (error) {
      this.subscriber.error(error);
      return;
    }
    this.own(
      job.pipe(this.whileWanted),
      (result) => {
        this.subscriber.next(result);
      },
      () => {
        this.inFlight -= 1;
        this.pump();
      },
    );
  }

  /** Subscribes until the work ends; what is over is freed first, so that whoever pulls next finds the room it took. */
  private own<V>(source: Observable<V>, next: (value: V) => void, complete: () => void): void {
    const slot: { running?: Subscription } = {};
    const running = source.subscribe({
      next,
      error: (error: unknown) => {
        this.subscriber.error(error);
      },
      complete: () => {
        const { running: over } = slot;
        if (over !== undefined) {
          this.running.delete(over);
          over.unsubscribe();
        }
        complete();
      },
    });
    if (running.closed) return;
    slot.running = running;
    if (this.work.closed) running.unsubscribe();
    else this.running.add(running);
  }

  private waitFor(again: Observable<unknown>): void {
    const waiting = new Subscription();
    this.waiting = waiting;
    this.work.add(waiting);
    const wake = (): void => {
      if (this.waiting !== waiting) return;
      this.stopWaiting();
      this.broughtNothing = false;
      this.pump();
    };
    waiting.add(
      again.subscribe({
        next: wake,
        error: (error: unknown) => this.subscriber.error(error),
      }),
    );
  }

  private stopWaiting(): void {
    const { waiting } = this;
    if (waiting === undefined) return;
    this.waiting = undefined;
    this.work.remove(waiting);
    waiting.unsubscribe();
  }
}
