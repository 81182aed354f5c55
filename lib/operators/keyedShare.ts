import { defer, Observable, ReplaySubject, share, Subject, tap } from 'rxjs';

/** What a shared stream is told by those who joined it. */
export interface SharedDemand {
  /** Emits when a subscriber wants fresh news at once. */
  readonly wakes: Observable<void>;
  /** The least patience among those who are subscribed now. Unit: ms */
  readonly patienceMs: () => number;
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

interface Running<T> {
  readonly values: Observable<T>;
  readonly wakes: Subject<void>;
  readonly patience: Set<{ readonly ms: number }>;
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
 * or the last unsubscription. Memory: O(running keys × `replay`). Errors reach everyone who has joined.
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
      const stream = late ?? this.begin(key, start);
      const place = { ms: patienceMs };
      stream.patience.add(place);
      subscriber.add(() => stream.patience.delete(place));
      stream.values.subscribe(subscriber);
      if (late !== undefined && !subscriber.closed) stream.wakes.next();
    });
    return { values, wake: () => this.running.get(key)?.wakes.next() };
  }

  private begin(key: string, start: (demand: SharedDemand) => Observable<T>): Running<T> {
    const wakes = new Subject<void>();
    const patience = new Set<{ readonly ms: number }>();
    // Before the end reaches the subscribers: one of them may join again at once, and must find nothing here.
    const forget = (): void => {
      if (this.running.get(key) === stream) this.running.delete(key);
    };
    const values = defer(() => start({ wakes: wakes.asObservable(), patienceMs: () => leastOf(patience) })).pipe(
      tap({ complete: forget, error: forget, unsubscribe: forget }),
      share({
        connector: () => (this.replay === 0 ? new Subject<T>() : new ReplaySubject<T>(this.replay)),
        resetOnComplete: true,
        resetOnError: true,
        resetOnRefCountZero: true,
      }),
    );
    const stream: Running<T> = { values, wakes, patience };
    this.running.set(key, stream);
    return stream;
  }
}

function leastOf(patience: Running<unknown>['patience']): number {
  let leastMs = Infinity;
  for (const { ms } of patience) leastMs = Math.min(leastMs, ms);
  return leastMs;
}
