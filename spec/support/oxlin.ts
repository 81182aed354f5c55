import { readFileSync } from 'node:fs';
import { createOxlin, type OxlinApi, type OxlinOptions } from '../../lib/aggregators/oxlin/index.js';
import { endpointsOf } from '../../lib/aggregators/shared/endpoints.js';
import { callUpstream } from '../../lib/aggregators/oxlin/callUpstream.js';
import { createObserver } from '../../lib/aggregators/oxlin/observer.js';
import { resolveOxlinOptions } from '../../lib/aggregators/oxlin/options.js';
import type { OxlinParts } from '../../lib/aggregators/oxlin/OxlinParts.js';
import type { HttpPort } from '../../lib/ports/HttpPort.js';
import type { Telemetry } from '../../lib/ports/Telemetry.js';
import { fakeTokens } from './fakeUpstream.js';

export const BASE = 'https://api.oxlin.test/v2.1';

export interface RecordedTelemetry extends Telemetry {
  readonly counted: readonly string[];
  readonly gauged: readonly string[];
}

/** Writes each count and gauge as one line: name, value, labels. */
export function recordTelemetry(): RecordedTelemetry {
  const counted: string[] = [];
  const gauged: string[] = [];
  const line = (name: string, value: number, labels: Readonly<Record<string, string>>): string =>
    [name, String(value), ...Object.entries(labels).map(([key, label]) => `${key}=${label}`)].join(' ');
  return {
    counted,
    gauged,
    count: (name, by, labels) => counted.push(line(name, by, labels)),
    gauge: (name, value, labels) => gauged.push(line(name, value, labels)),
  };
}

/** An api over a fake port; nothing is limited or repeated unless asked. */
export function oxlinOver(http: HttpPort, options: Partial<OxlinOptions> = {}): OxlinApi {
  const retry = { attempts: 0, baseMs: 0, capMs: 0 };
  return createOxlin({
    baseUrl: BASE,
    tokens: fakeTokens('t-0k3n'),
    http,
    rateLimit: false,
    breaker: false,
    retry,
    ...options,
  });
}

/** What the calls of one user share, over a fake port. */
export function partsOver(http: HttpPort, options: Partial<OxlinOptions> = {}): OxlinParts {
  const resolved = resolveOxlinOptions({ baseUrl: BASE, tokens: fakeTokens('t-0k3n'), http, ...options });
  return {
    upstream: callUpstream({ options: resolved, guard: ({ exchange }) => exchange, userId: '501' }),
    endpoints: endpointsOf(BASE, BASE),
    observer: createObserver(resolved.telemetry, resolved.tenant),
  };
}

export const fixture = (name: string): string =>
  readFileSync(new URL(`../../../spec/fixtures/oxlin/${name}`, import.meta.url), 'utf8');
