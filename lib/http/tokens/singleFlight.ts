import { AsyncSubject, defer, finalize, share, takeLast, tap, type Observable } from 'rxjs';

/** Work by key, of which each is under way once at most. */
export interface SingleFlight<T> {
  /** Joins the work under way for the key, or starts it; gives its last value when it is over. */
  join(key: string, start: () => Observable<T>): Observable<T>;
}

/**
 * Lets everyone who wants the same thing at the same time wait for one piece of work.
 *
 * ```marble
 * work     ---a|
 * first    ----(a|)
 * second   -^--(a|)
 * ```
 *
 * When one waiter leaves, the work goes on for the others; when the last one leaves, it is unsubscribed. Nothing is
 * kept once the work is over, and it is over before anyone hears of it: who asks again at once starts afresh.
 * Memory: O(keys under way). Errors reach everyone who waits.
 *
 * @example
 * const renewals = singleFlight<AccessToken>();
 * renewals.join('tenant 1, user 2', () => mint());
 */
export function singleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Observable<T>>();

  const begin = (key: string, start: () => Observable<T>): Observable<T> => {
    const over = (): void => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    const flight: Observable<T> = defer(start).pipe(
      takeLast(1),
      tap({ error: over, complete: over }),
      finalize(over),
      share({ connector: () => new AsyncSubject<T>() }),
    );
    flights.set(key, flight);
    return flight;
  };

  return { join: (key, start) => defer(() => flights.get(key) ?? begin(key, start)) };
}
