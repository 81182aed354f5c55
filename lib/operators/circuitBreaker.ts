import { defer, type MonoTypeOperatorFunction, tap } from 'rxjs';
import type { CircuitBreaker } from './createCircuitBreaker.js';

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
  return (source) =>
    defer(() => {
      const pass = breaker.enter();
      return source.pipe(
        tap({
          next: pass.succeed,
          complete: pass.succeed,
          error: pass.fail,
          finalize: pass.abandon,
        }),
      );
    });
}
