import { type MonoTypeOperatorFunction, Observable, type Subscriber } from 'rxjs';
import type { CircuitBreaker, CircuitPass } from './createCircuitBreaker.js';
import { Stage } from './Stage.js';

/**
 * Subscribes to the source only while the breaker lets it pass, and reports to the breaker how it went.
 *
 * ```marble
 * source          --#
 * circuitBreaker  --#
 * second          -----#   subscribed at 3; 2 failures open the circuit
 * third           ------#  subscribed at 6, refused at once
 * ```
 *
 * While the circuit is open, errors at once with `CircuitOpenError`, which says when to come back. The first value or the
 * completion counts as success. Values, errors and completion pass unchanged. Wrap the bare exchange, inside every retry.
 * Memory: O(1).
 *
 * @param breaker shared by all streams to one origin
 * @example
 * request.pipe(circuitBreaker(breaker), retryWithBackoff(policy));
 */
export function circuitBreaker<T>(breaker: CircuitBreaker): MonoTypeOperatorFunction<T> {
  return (source) => new Observable((subscriber) => source.subscribe(new Reporting(breaker.enter(), subscriber)));
}

class Reporting<T> extends Stage<T, T> {
  constructor(
    private readonly pass: CircuitPass,
    destination: Subscriber<T>,
  ) {
    super(destination);
  }

  protected take(value: T): void {
    this.pass.succeed();
    this.destination.next(value);
  }

  override error(error: unknown): void {
    if (this.closed) return;
    try {
      this.pass.fail(error);
      super.error(error);
    } catch (thrown) {
      super.error(thrown);
    }
  }

  override complete(): void {
    if (!this.closed) this.pass.succeed();
    super.complete();
  }

  override unsubscribe(): void {
    if (!this.closed) this.pass.abandon();
    super.unsubscribe();
  }
}
