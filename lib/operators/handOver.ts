import { Observable, type OperatorFunction, type Subscriber } from 'rxjs';
import { Stage } from './Stage.js';

/**
 * Takes one value and goes on with the stream that is made of it.
 *
 * ```marble
 * source    --a-b
 * next        -(cd|)  made of a
 * handOver  ---(cd|)
 * ```
 *
 * Leaves its source at the first value and stands in nobody's way afterwards: what follows speaks to the subscriber
 * itself. Memory: none. Errors of source, `next` and what it made pass through. Completes with what was made, or with a
 * source that brings no value.
 *
 * @param next makes the rest of the first value
 * @example
 * of('a').pipe(handOver((letter) => of(letter, 'b'))); // a, b
 */
export function handOver<T, R>(next: (value: T) => Observable<R>): OperatorFunction<T, R> {
  return (source) => new Observable((subscriber) => source.subscribe(new HandingOver(next, subscriber)));
}

class HandingOver<T, R> extends Stage<T, R> {
  constructor(
    private readonly make: (value: T) => Observable<R>,
    destination: Subscriber<R>,
  ) {
    super(destination);
  }

  protected take(value: T): void {
    const following = this.make(value);
    this.unsubscribe();
    following.subscribe(this.destination);
  }
}
