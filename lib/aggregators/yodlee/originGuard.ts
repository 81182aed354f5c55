import { identity, type MonoTypeOperatorFunction, type Observable } from 'rxjs';
import { circuitBreaker } from '../../operators/circuitBreaker.js';
import { createCircuitBreaker } from '../../operators/createCircuitBreaker.js';
import { createRateLimiter } from '../../operators/createRateLimiter.js';
import type { ResolvedYodleeOptions } from './options.js';

/** What stands between all calls and one origin. */
export interface OriginGuard {
  /** Emits when a call may go; undefined when it may go at once. */
  permit(): Observable<unknown> | undefined;
  /** Tells the circuit how the call went, and refuses it while the circuit is open. */
  circuit<T>(): MonoTypeOperatorFunction<T>;
}

/**
 * Makes the rate limit and the circuit breaker that all calls to one origin share.
 *
 * Memory: the waiting room of the rate limit. Errors: RateLimitedError, CircuitOpenError.
 *
 * @param origin scheme, host and port
 * @param options thresholds, clock and chance
 * @example
 * originGuard('https://production.api.yodlee.com', options).permit();
 */
export function originGuard(origin: string, options: ResolvedYodleeOptions): OriginGuard {
  const { scheduler, entropy, rateLimit, breaker } = options;
  const limiter = rateLimit === false ? undefined : createRateLimiter({ ...rateLimit, scheduler });
  const circuit = breaker === false ? undefined : createCircuitBreaker({ ...breaker, origin, scheduler, entropy });
  return {
    permit: () => (limiter === undefined || limiter.tryPermit() ? undefined : limiter.permit()),
    circuit: <T>() => (circuit === undefined ? identity<Observable<T>> : circuitBreaker<T>(circuit)),
  };
}
