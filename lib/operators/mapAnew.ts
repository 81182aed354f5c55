import { Observable, type OperatorFunction, type Subscriber } from 'rxjs';
import { Stage } from './Stage.js';

/**
 * Maps each value by a function that is made anew for each subscription; what it maps to `undefined` is left out.
 *
 * ```marble
 * source   -1-2-1-|
 * mapAnew  -1-3-4-|  running total
 * ```
 *
 * For functions that remember. Keeps order, adds no delay. Memory: the function's. Errors: whatever it throws. Completes
 * with its source.
 *
 * @param begin makes the function when somebody subscribes
 * @example
 * of(1, 2, 1).pipe(mapAnew(() => ((total) => (value: number) => (total += value))(0))); // 1, 3, 4
 */
export function mapAnew<T, R>(begin: () => (value: T) => R | undefined): OperatorFunction<T, R> {
  return (source) => new Observable((subscriber) => source.subscribe(new Mapping(begin(), subscriber)));
}

class Mapping<T, R> extends Stage<T, R> {
  constructor(
    private readonly map: (value: T) => R | undefined,
    destination: Subscriber<R>,
  ) {
    super(destination);
  }

  protected take(value: T): void {
    const mapped = this.map(value);
    if (mapped !== undefined) this.destination.next(mapped);
  }
}
