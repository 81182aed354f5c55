import { type MonoTypeOperatorFunction, type SchedulerLike, tap } from 'rxjs';
import type { HttpResponse } from '../../ports/HttpPort.js';
import type { Telemetry } from '../../ports/Telemetry.js';
import { serverDate } from './serverDate.js';

/**
 * Counts exchanges by how they went and shows how far upstream's clock is from ours; changes nothing.
 *
 * ```marble
 * source         --(a|)
 * observeAnswer  --(a|)
 * ```
 *
 * `upstream_requests_total{tenant,operation,status}` with `status` one of `2xx` … `5xx`, `error`;
 * `upstream_clock_offset_seconds{tenant}` is positive when upstream is ahead.
 *
 * @param context whose exchange it is, clock and sink
 * @param operation in words without identifiers
 * @example
 * http.request(request).pipe(observeAnswer({ tenant, telemetry, scheduler }, 'read queue'));
 */
export function observeAnswer(
  context: { readonly tenant: string; readonly telemetry: Telemetry; readonly scheduler: SchedulerLike },
  operation: string,
): MonoTypeOperatorFunction<HttpResponse> {
  const { tenant, telemetry, scheduler } = context;
  const count = (status: string): void => {
    telemetry.count('upstream_requests_total', 1, { tenant, operation, status });
  };
  return tap({
    next: (response) => {
      count(`${String(Math.floor(response.status / 100))}xx`);
      const at = serverDate(response);
      if (at === undefined) return;
      telemetry.gauge('upstream_clock_offset_seconds', (at.getTime() - scheduler.now()) / 1000, { tenant });
    },
    error: () => {
      count('error');
    },
  });
}
