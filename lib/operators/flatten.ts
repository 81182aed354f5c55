import { Observable, type OperatorFunction, type Subscriber } from 'rxjs';
import { Stage } from './Stage.js';

/**
 * Emits what is in each value, one after the other.
 *
 * ```marble
 * source   -a---b-c|  a = 1 2, b = nothing, c = 3
 * flatten  -(12)--3|
 * ```
 *
 * The last step of a stream of batches; makes no inner stream. A taker who leaves within a batch is told no more of it.
 * Memory: none. Errors: whatever `valuesOf` throws. Completes with its source.
 *
 * @param valuesOf takes the values out
 * @example
 * of([1, 2], [3]).pipe(flatten((values) => values)); // 1, 2, 3
 */
export function flatten<T, R>(valuesOf: (batch: T) => readonly R[]): OperatorFunction<T, R> {
  return (source) => new Observable((subscriber) => source.subscribe(new Flattening(valuesOf, subscriber)));
}

class Flattening<T, R> extends Stage<T, R> {
  constructor(
    private readonly valuesOf: (batch: T) => readonly R[],
    destination: Subscriber<R>,
  ) {
    super(destination);
  }

  protected take(batch: T): void {
    for (const value of this.valuesOf(batch)) {
      if (this.closed) return;
      this.destination.next(value);
    }
  }
}
