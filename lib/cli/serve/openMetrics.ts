import { Registry } from 'prom-client';
import type { Telemetry } from '../../index.js';
import { promTelemetry, tee } from './promTelemetry.js';

/** Where counts go, and what Prometheus reads of them. */
export interface Metrics {
  readonly registry: Registry;
  readonly telemetry: Telemetry;
}

/**
 * Opens the counts of a service; they are kept for Prometheus only when somebody can read them.
 *
 * @param isRead whether there is a page for them
 * @param log where else they go
 * @example
 * openMetrics(true, logTelemetry(log)).registry.metrics();
 */
export function openMetrics(isRead: boolean, log: Telemetry): Metrics {
  const registry = new Registry();
  return { registry, telemetry: isRead ? tee(log, promTelemetry(registry)) : log };
}
