import { Observable, type Observer, type Subscriber, Subject, Subscription } from 'rxjs';
import { Slot } from './Slot.js';

/** What a shared stream is told by those who joined it. */
export interface SharedDemand {
  /** Emits when a subscriber wants fresh news at once. */
  readonly wakes: Observable<void>;
  /** The least patience among those who are subscribed now. Unit: ms */
  readonly patienceMs: () => number;
  /** Gives the key away while the last values are still to be told: who joins from now on begins a stream of its own. */
  readonly retire: () => void;
}

/** One subscriber's place at a shared stream. */
export interface Joined<T> {
  readonly values: Observable<T>;
  /** Asks the stream for fresh news at once. */
  readonly wake: () => void;
}

/** Streams by key, each of which runs once however many have joined it. */
export interface KeyedShare<T> {
  join(key: string, patienceMs: number, start: (demand: SharedDemand) => Observable<T>): Joined<T>;
}

/**
 * Runs one stream for each key, whoever subscribes, and stops it when the last one has left.
 *
 * ```marble
 * source   -a-b-----c-|
 * first    -a-b-----c-|
 * second   ----(ab)-c-|  joined at 4, replay 2
 * ```
 *
 * A late subscriber is given the last `replay` values at once, and wakes the stream. Nothing is kept after completion, error
 * or the last unsubscription; a stream that retires keeps those it has, and is joined no more. Memory: O(running keys × `replay`). Errors reach everyone who has joined.
 *
 * @param options.replay values kept for late subscribers. Unit: values, ≥ 0
 * @example
 * const pollers = keyedShare<string>({ replay: 0 });
 * pollers.join('queue 7', 15_000, () => of('page')).values.subscribe();
 */
export function keyedShare<T>(options: { readonly replay: number }): KeyedShare<T> {
  return new RunningStreams(options.replay);
}

class RunningStreams<T> implements KeyedShare<T> {
  private readonly running = new Map<string, Running<T>>();

  constructor(private readonly replay: number) {}

  join(key: string, patienceMs: number, start: (demand: SharedDemand) => Observable<T>): Joined<T> {
    const values = new Observable<T>((subscriber) => {
      const late = this.running.get(key);
      const stream =
        late ??
        new Running<T>(this.replay, (gone) => {
          if (this.running.get(key) === gone) this.running.delete(key);
        });
      const place = new Place(stream, patienceMs, subscriber);
      stream.enter(place);
      subscriber.add(place);
      if (late === undefined) {
        this.running.set(key, stream);
        stream.begin(start);
      } else if (!subscriber.closed) stream.wake();
    });
    return { values, wake: () => this.running.get(key)?.wake() };
  }
}

/** One subscriber at a stream; closed when that has left. */
class Place<T> extends Subscription {
  constructor(
    private readonly stream: Running<T>,
    readonly patienceMs: number,
    readonly subscriber: Subscriber<T>,
  ) {
    super();
  }

  override unsubscribe(): void {
    if (this.closed) return;
    super.unsubscribe();
    this.stream.leave(this);
  }
}

/** One stream and those who are there; written by hand because each idle sync has two of them. Closed: it has ended, or nobody is left. */
class Running<T> extends Slot implements Observer<T>, SharedDemand {
  private places: readonly Place<T>[] = [];
  private readonly kept: T[] = [];
  private woken: Subject<void> | undefined = undefined;

  constructor(
    private readonly replay: number,
    private readonly forget: (stream: Running<T>) => void,
  ) {
    super();
  }

  /** Is forgotten before the end reaches anybody: who joins again at once must find nothing here. */
  override unsubscribe(): void {
    if (this.closed) return;
    this.retire();
    super.unsubscribe();
  }

  readonly retire = (): void => {
    this.forget(this);
  };

  get wakes(): Observable<void> {
    return (this.woken ??= new Subject());
  }

  wake(): void {
    this.woken?.next();
  }

  readonly patienceMs = (): number => {
    let leastMs = Infinity;
    for (const { patienceMs } of this.places) leastMs = Math.min(leastMs, patienceMs);
    return leastMs;
  };

  begin(start: (demand: SharedDemand) => Observable<T>): void {
    try {
      start(this).subscribe(this);
    } catch (error) {
      this.error(error);
    }
  }

  enter(place: Place<T>): void {
    const { subscriber } = place;
    this.places = [...this.places, place];
    for (const value of [...this.kept]) {
      if (subscriber.closed) return;
      subscriber.next(value);
    }
  }

  leave(place: Place<T>): void {
    this.places = this.places.filter((other) => other !== place);
    if (this.places.length === 0) this.unsubscribe();
  }

  next(value: T): void {
    if (this.closed) return;
    if (this.replay > 0 && this.kept.push(value) > this.replay) this.kept.shift();
    for (const { subscriber } of this.places) subscriber.next(value);
  }

  error(error: unknown): void {
    if (this.closed) return;
    this.unsubscribe();
    for (const { subscriber } of this.places) subscriber.error(error);
  }

  complete(): void {
    if (this.closed) return;
    this.unsubscribe();
    for (const { subscriber } of this.places) subscriber.complete();
  }
}
