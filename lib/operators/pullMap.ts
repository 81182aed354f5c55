import { from, Observable, type ObservableInput, type Subscriber, Subscription } from 'rxjs';

/** What one pull brought. */
export interface Pulled<T> {
  /** At most as many as were asked for. */
  readonly values: readonly T[];
  /** True when nothing will ever come any more. */
  readonly done?: boolean;
  /** Emits when it is worth pulling again; wanted when `values` is empty and it is not done. */
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
 * pull     (ab)c|  credit 2, each takes 2
 * pullMap  --(ab)c|
 * ```
 *
 * In contrast to `mergeMap` with a bound, which takes in the whole source and holds it. Memory: O(credit). Errors of
 * `pull`, and of what `project` gives, pass through and end everything. Completes when the source is done and nothing is
 * in flight.
 *
 * @param pull gives up to `credit` values
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
  readonly work = new Subscription();
  private inFlight = 0;
  private done = false;
  private pulling = false;
  private pumping = false;
  private wanted = false;
  private waiting: Subscription | undefined;

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
    while (this.wanted && !this.subscriber.closed) {
      this.wanted = false;
      this.pullOnce();
    }
    this.pumping = false;
  }

  private pullOnce(): void {
    if (this.done && this.inFlight === 0) this.subscriber.complete();
    if (this.done || this.pulling) return;
    const room = Math.floor(this.credit.room(this.inFlight));
    if (!(room >= 1)) return;
    this.stopWaiting();
    this.pulling = true;
    this.own(
      this.pull(room),
      (batch) => {
        this.take(batch);
      },
      () => {
        this.pulling = false;
        if (this.waiting === undefined) this.pump();
      },
    );
  }

  private take({ values, done, again }: Pulled<T>): void {
    if (done === true) this.done = true;
    for (const value of values) {
      if (this.subscriber.closed) return;
      this.begin(value);
    }
    if (values.length === 0 && !this.done && again !== undefined) this.waitFor(again);
  }

  private begin(value: T): void {
    this.inFlight += 1;
    let job: ObservableInput<R>;
    try {
      job = this.project(value);
    } catch (error) {
      this.subscriber.error(error);
      return;
    }
    this.own(
      job instanceof Observable ? job : from(job),
      (result) => {
        this.subscriber.next(result);
      },
      () => {
        this.inFlight -= 1;
        this.pump();
      },
    );
  }

  /** Subscribes until the work ends; an inner stream that is over is not kept. */
  private own<V>(inner: Observable<V>, next: (value: V) => void, complete: () => void): void {
    const running = inner.subscribe({
      next,
      error: (error: unknown) => {
        this.subscriber.error(error);
      },
      complete,
    });
    if (running.closed) return;
    this.work.add(running);
    running.add(() => {
      this.work.remove(running);
    });
  }

  private waitFor(again: Observable<unknown>): void {
    const waiting = new Subscription();
    this.waiting = waiting;
    this.work.add(waiting);
    waiting.add(
      again.subscribe({
        next: () => {
          if (this.waiting !== waiting) return;
          this.stopWaiting();
          this.pump();
        },
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
