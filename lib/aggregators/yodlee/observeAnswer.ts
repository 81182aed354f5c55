import { type MonoTypeOperatorFunction, tap } from 'rxjs';
import type { HttpResponse } from '../../ports/HttpPort.js';
import type { Telemetry } from '../../ports/Telemetry.js';
import type { UpstreamClock } from './upstreamClock.js';

/** Whose exchange it is. */
export interface AnswerObserver {
  readonly tenant: string;
  readonly telemetry: Telemetry;
  readonly clock: UpstreamClock;
}

/**
 * Counts exchanges by how they went, and lets upstream's clock learn from answers; changes nothing.
 *
 * ```marble
 * source         --(a|)
 * observeAnswer  --(a|)
 * ```
 *
 * `upstream_requests_total{tenant,operation,status}` with `status` one of `2xx` … `5xx`, `error`;
 * `upstream_clock_offset_seconds{tenant}` is positive when upstream is ahead.
 *
 * @param observer whose exchange it is
 * @param operation in words without identifiers
 * @example
 * http.request(request).pipe(observeAnswer({ tenant, telemetry, clock }, 'list changes'));
 */
export function observeAnswer(
  { tenant, telemetry, clock }: AnswerObserver,
  operation: string,
): MonoTypeOperatorFunction<HttpResponse> {
  const count = (status: string): void => {
    telemetry.count('upstream_requests_total', 1, { tenant, operation, status });
  };
  return tap({
    next: (response) => {
      count(`${String(Math.floor(response.status / 100))}xx`);
      const aheadMs = clock.learn(response);
      if (aheadMs !== undefined) telemetry.gauge('upstream_clock_offset_seconds', aheadMs / 1_000, { tenant });
    },
    error: () => {
      count('error');
    },
  });
}
