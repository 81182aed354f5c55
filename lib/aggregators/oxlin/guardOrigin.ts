import type { Observable } from 'rxjs';
import type { UpstreamTimeoutError } from '../../errors/UpstreamTimeoutError.js';
import type { HttpResponse } from '../../ports/HttpPort.js';

/** An exchange that waits to be let through. */
export interface GuardedExchange {
  readonly exchange: Observable<HttpResponse>;
  /** Time left of the whole call. Unit: ms */
  readonly leftMs: () => number;
  readonly late: () => UpstreamTimeoutError;
}

/** Holds an exchange back until the origin may be asked. */
export type GuardOrigin = (guarded: GuardedExchange) => Observable<HttpResponse>;

/**
 * Lets every exchange through.
 *
 * @example
 * guardOrigin()({ exchange, leftMs, late });
 */
export function guardOrigin(): GuardOrigin {
  return ({ exchange }) => exchange;
}
