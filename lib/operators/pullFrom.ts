import { Observable } from 'rxjs';
import type { Pulled } from './pullMap.js';

/**
 * Lets `pullMap` pull from an iterable, which is walked no faster than there is credit.
 *
 * @param values what to pull; a generator is walked once
 * @example
 * pullMap(pullFrom([1, 2, 3]), (n) => of(n * 2), { room: (inFlight) => 1 - inFlight }); // 2, 4, 6
 */
export function pullFrom<T>(values: Iterable<T>): (credit: number) => Observable<Pulled<T>> {
  const iterator = values[Symbol.iterator]();
  return (credit) =>
    new Observable((subscriber) => {
      const batch: T[] = [];
      let done = false;
      while (batch.length < credit && !done) {
        const next = iterator.next();
        if (next.done === true) done = true;
        else batch.push(next.value);
      }
      subscriber.next({ values: batch, done });
      subscriber.complete();
    });
}
