import { catchError, throwError, type MonoTypeOperatorFunction } from 'rxjs';
import { isAggregationError } from '../../errors/isAggregationError.js';
import { UpstreamTimeoutError } from '../../errors/UpstreamTimeoutError.js';

/**
 * Says of a timeout that it was the token which did not come; everything else passes.
 *
 * ```marble
 * source        --#  UpstreamTimeoutError, stage total
 * atTokenStage  --#  UpstreamTimeoutError, stage token
 * ```
 *
 * @example
 * http.request(tokenRequest).pipe(atTokenStage());
 */
export function atTokenStage<T>(): MonoTypeOperatorFunction<T> {
  return catchError((error: unknown) => throwError(() => staged(error)));
}

function staged(error: unknown): unknown {
  if (!isAggregationError(error) || error.name !== 'UpstreamTimeoutError') return error;
  return new UpstreamTimeoutError(error.operation, error.timeoutMs, 'token', { cause: error });
}
