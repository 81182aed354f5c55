import { concatMap, identity, Observable, throwError, timeout } from 'rxjs';
import type { UpstreamTimeoutError } from '../../errors/UpstreamTimeoutError.js';
import { circuitBreaker } from '../../operators/circuitBreaker.js';
import { createCircuitBreaker } from '../../operators/createCircuitBreaker.js';
import { createRateLimiter } from '../../operators/createRateLimiter.js';
import type { HttpResponse } from '../../ports/HttpPort.js';
import type { OriginSettings } from './originSettings.js';

/** An exchange that waits to be let through. */
export interface GuardedExchange {
  readonly exchange: Observable<HttpResponse>;
  /** Time left of the whole call. Unit: ms */
  leftMs(): number;
  late(stage: 'permit'): UpstreamTimeoutError;
}

/** Holds an exchange back until the origin may be asked. */
export type GuardOrigin = (guarded: GuardedExchange) => Observable<HttpResponse>;

/**
 * Makes the rate limit and the circuit breaker that all calls to one origin share.
 *
 * Waiting for a permit counts against the deadline of the call; while the circuit is open nobody waits. Memory: the
 * waiting room of the rate limit. Errors: those of the exchange, RateLimitedError, CircuitOpenError, UpstreamTimeoutError.
 *
 * @param origin scheme, host and port
 * @param options thresholds, clock and chance
 * @example
 * const guard = guardOrigin('https://api.oxlin.io', options);
 * guard({ exchange, leftMs: () => 30_000, late }).subscribe();
 */
export function guardOrigin(
  origin: string,
  options: Pick<OriginSettings, 'scheduler' | 'entropy' | 'rateLimit' | 'breaker'>,
): GuardOrigin {
  const { scheduler, entropy, rateLimit, breaker } = options;
  const limiter = rateLimit === false ? undefined : createRateLimiter({ ...rateLimit, scheduler });
  const circuit = breaker === false ? undefined : createCircuitBreaker({ ...breaker, origin, scheduler, entropy });
  const throughCircuit = circuit === undefined ? identity : circuitBreaker<HttpResponse>(circuit);
  return (call) => {
    const guarded = throughCircuit(call.exchange);
    if (limiter === undefined) return guarded;
    const permitted = (): Observable<HttpResponse> =>
      limiter.permit().pipe(
        timeout({ first: Math.max(0, call.leftMs()), scheduler, with: () => throwError(() => call.late('permit')) }),
        concatMap(() => guarded),
      );
    return new Observable((subscriber) => (limiter.tryPermit() ? guarded : permitted()).subscribe(subscriber));
  };
}
