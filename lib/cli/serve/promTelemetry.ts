import { Counter, Gauge, type Registry } from 'prom-client';
import type { Telemetry } from '../../index.js';

const PREFIX = 'millrace_';

/**
 * Keeps counts and gauges for Prometheus, each under its name with `millrace_` in front.
 *
 * Memory: one number for each name and set of labels. A metric keeps the labels that it was first given.
 *
 * @param registry where they are registered
 * @example
 * createYodlee({ baseUrl, tokens, http, telemetry: promTelemetry(registry) });
 */
export function promTelemetry(registry: Registry): Telemetry {
  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();
  const names = new Map<string, readonly string[]>();
  const definitionOf = (name: string, labels: Labels) => {
    const labelNames = Object.keys(labels);
    names.set(name, labelNames);
    return { name: `${PREFIX}${name}`, help: name.replaceAll('_', ' '), labelNames, registers: [registry] };
  };
  const known = (name: string, labels: Labels): Record<string, string> =>
    Object.fromEntries((names.get(name) ?? []).map((label) => [label, labels[label] ?? '']));
  return {
    count: (name, by, labels) => {
      const found = counters.get(name) ?? new Counter(definitionOf(name, labels));
      counters.set(name, found);
      found.inc(known(name, labels), by);
    },
    gauge: (name, value, labels) => {
      const found = gauges.get(name) ?? new Gauge(definitionOf(name, labels));
      gauges.set(name, found);
      found.set(known(name, labels), value);
    },
  };
}

type Labels = Readonly<Record<string, string>>;

/**
 * Tells several of the same.
 *
 * @param all whom
 * @example
 * tee(logTelemetry(log), promTelemetry(registry));
 */
export function tee(...all: readonly Telemetry[]): Telemetry {
  return {
    count: (name, by, labels) => {
      for (const one of all) one.count(name, by, labels);
    },
    gauge: (name, value, labels) => {
      for (const one of all) one.gauge(name, value, labels);
    },
  };
}
