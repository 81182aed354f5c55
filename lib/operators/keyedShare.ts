import { defer, Observable, ReplaySubject, share, Subject, tap } from 'rxjs';

/** What a shared stream is told by those who joined it. */
export interface SharedDemand {
  /** Emits when a subscriber wants fresh news at once. */
  readonly wakes: Observable<void>;
  /** The least patience among those who are subscribed now. Unit: ms */
  patienceMs(): number;
}

/** One subscriber's place at a shared stream. */
export interface Joined<T> {
  readonly values: Observable<T>;
  /** Asks the stream for fresh news at once. */
  wake(): void;
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
 * A late subscriber is given the last `replay` values at once, and wakes the stream. Nothing is kept after completion, error or the last
 * unsubscription. Memory: O(running keys × `replay`). Errors reach everyone who has joined.
 *
 * @param options.replay values kept for late subscribers. Unit: values, ≥ 0
 * @example
 * const pollers = keyedShare<string>({ replay: 0 });
 * pollers.join('queue 7', 15_000, () => of('page')).values.subscribe();
 */
export function keyedShare<T>(options: { readonly replay: number }): KeyedShare<T> {
  const running = new Map<string, Running<T>>();

  const begin = (key: string, start: (demand: SharedDemand) => Observable<T>): Running<T> => {
    const wakes = new Subject<void>();
    const patience = new Set<{ readonly ms: number }>();
    const patienceMs = (): number => leastOf(patience);
    // Before the end reaches the subscribers: one of them may join again at once, and must find nothing here.
    const forget = (): void => {
      if (running.get(key) === stream) running.delete(key);
    };
    const values = defer(() => start({ wakes: wakes.asObservable(), patienceMs })).pipe(
      tap({ complete: forget, error: forget, unsubscribe: forget }),
      share({
        connector: () => (options.replay === 0 ? new Subject<T>() : new ReplaySubject<T>(options.replay)),
        resetOnComplete: true,
        resetOnError: true,
        resetOnRefCountZero: true,
      }),
    );
    const stream: Running<T> = { values, wakes, patience };
    return stream;
  };

  const current = (key: string, start: (demand: SharedDemand) => Observable<T>): Running<T> => {
    const stream = running.get(key) ?? begin(key, start);
    running.set(key, stream);
    return stream;
  };

  return {
    join: (key, patienceMs, start) => ({
      values: new Observable((subscriber) => {
        const isLate = running.has(key);
        const { values, wakes, patience } = current(key, start);
        const place = { ms: patienceMs };
        patience.add(place);
        subscriber.add(() => patience.delete(place));
        values.subscribe(subscriber);
        if (isLate && !subscriber.closed) wakes.next();
      }),
      wake: () => running.get(key)?.wakes.next(),
    }),
  };
}

function leastOf(patience: Running<unknown>['patience']): number {
  let leastMs = Infinity;
  for (const { ms } of patience) leastMs = Math.min(leastMs, ms);
  return leastMs;
}
