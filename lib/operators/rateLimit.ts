import { concatMap, type MonoTypeOperatorFunction } from 'rxjs';
import type { RateLimiter } from './createRateLimiter.js';

/**
 * Delays the subscription of the source until the limiter has a permit for it.
 *
 * ```marble
 * source     -(a|)
 * first      -(a|)
 * rateLimit  ----(a|)  the second, with one permit every 3 ms
 * ```
 *
 * First come, first served over all streams of one limiter; whoever leaves while waiting gives the place back. Values,
 * errors and completion pass unchanged. Errors with `RateLimitedError` when the waiting room is full. Memory: one place.
 *
 * @param limiter shared by all streams that count together
 * @example
 * request.pipe(rateLimit(limiter));
 */
export function rateLimit<T>(limiter: RateLimiter): MonoTypeOperatorFunction<T> {
  return (source) => limiter.permit().pipe(concatMap(() => source));
}
