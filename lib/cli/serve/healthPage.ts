import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';
import { firstValueFrom, type Observable } from 'rxjs';
import type { InboxStats } from '../../aggregators/yodlee/index.js';
import type { Telemetry } from '../../index.js';

/** What the pages tell of. */
export interface HealthSources {
  readonly registry: Registry;
  readonly telemetry: Telemetry;
  readonly tenant: string;
  readonly stats: () => Observable<InboxStats>;
  /** Why it cannot work at the moment, by name; empty when all is well. */
  readonly troubles: () => readonly string[];
  readonly isDraining: () => boolean;
}

/**
 * Answers `/health` (200 or 503, and why) and `/metrics` (Prometheus) on a port that only the operator can reach.
 *
 * @param sources what to tell of
 * @example
 * listening({ address, serve: healthPage(sources) });
 */
export function healthPage(sources: HealthSources): RequestListener {
  return (request, response) => {
    answer(sources, request, response).catch(() => {
      send(response, 503, 'application/json', JSON.stringify({ status: 'failing', troubles: ['store'] }));
    });
  };
}

const EMPTY_STATS: InboxStats = {
  entries: { waiting: 0, leased: 0, parked: 0, dead: 0, expired: 0 },
  delivered: 0,
  quarantined: 0,
  bytes: 0,
};

async function answer(
  { registry, telemetry, tenant, stats, troubles, isDraining }: HealthSources,
  { url = '/', method }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = url.split('?', 1)[0];
  if (method !== 'GET' && method !== 'HEAD') {
    send(response, 405, 'text/plain', 'GET only');
    return;
  }
  if (path === '/metrics') {
    gaugeStats(telemetry, tenant, await firstValueFrom(stats(), { defaultValue: EMPTY_STATS }));
    send(response, 200, registry.contentType, await registry.metrics());
    return;
  }
  if (path !== '/health') {
    send(response, 404, 'text/plain', 'not found: /health and /metrics are here');
    return;
  }
  const { entries, oldestSince } = await firstValueFrom(stats(), { defaultValue: EMPTY_STATS });
  const found = troubles();
  const status = isDraining() ? 'draining' : found.length > 0 ? 'failing' : 'ok';
  const body = JSON.stringify({ status, troubles: found, entries, ...(oldestSince && { oldestSince }) });
  send(response, status === 'ok' ? 200 : 503, 'application/json', body);
}

function gaugeStats(telemetry: Telemetry, tenant: string, stats: InboxStats): void {
  for (const [state, count] of Object.entries(stats.entries))
    telemetry.gauge('inbox_entries', count, { tenant, state });
  telemetry.gauge('inbox_delivered', stats.delivered, { tenant });
  telemetry.gauge('inbox_quarantined', stats.quarantined, { tenant });
  telemetry.gauge('inbox_bytes', stats.bytes, { tenant });
  telemetry.gauge('inbox_oldest_timestamp_seconds', secondsOf(stats.oldestSince), { tenant });
  telemetry.gauge('inbox_proven_until_timestamp_seconds', secondsOf(stats.provenUntil), { tenant });
}

const secondsOf = (at: Date | undefined): number => (at?.getTime() ?? 0) / 1_000;

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}
