import type { SchedulerLike } from 'rxjs';
import type { HttpResponse } from '../../ports/HttpPort.js';
import type { Telemetry } from '../../ports/Telemetry.js';
import { serverDate } from '../../ports/serverDate.js';

/**
 * Counts one exchange by how it went and shows how far upstream's clock is from ours.
 *
 * `upstream_requests_total{tenant,operation,status}` with `status` one of `2xx` … `5xx`, `error`;
 * `upstream_clock_offset_seconds{tenant}` is positive when upstream is ahead.
 *
 * @param context whose exchange it is, clock and sink
 * @param operation in words without identifiers
 * @param response the answer; undefined when there is none
 * @example
 * countExchange({ tenant, telemetry, scheduler }, 'read queue', response);
 */
export function countExchange(
  context: { readonly tenant: string; readonly telemetry: Telemetry; readonly scheduler: SchedulerLike },
  operation: string,
  response: HttpResponse | undefined,
): void {
  const { tenant, telemetry, scheduler } = context;
  const status = response === undefined ? 'error' : `${String(Math.floor(response.status / 100))}xx`;
  telemetry.count('upstream_requests_total', 1, { tenant, operation, status });
  const at = response === undefined ? undefined : serverDate(response);
  if (at === undefined) return;
  telemetry.gauge('upstream_clock_offset_seconds', (at.getTime() - scheduler.now()) / 1000, { tenant });
}
