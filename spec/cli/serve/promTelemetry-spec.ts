import { expect } from 'chai';
import { Registry } from 'prom-client';
import { promTelemetry, tee } from '../../../lib/cli/serve/promTelemetry.js';

describe('promTelemetry', () => {
  it('keeps counts and gauges under their names', async () => {
    const registry = new Registry();
    const telemetry = promTelemetry(registry);
    telemetry.count('calls_total', 1, { tenant: 'a' });
    telemetry.count('calls_total', 2, { tenant: 'a' });
    telemetry.gauge('entries', 7, { tenant: 'a', state: 'dead' });
    const text = await registry.metrics();
    expect(text).to.include('millrace_calls_total{tenant="a"} 3');
    expect(text).to.include('millrace_entries{tenant="a",state="dead"} 7');
  });

  it('never throws, whatever labels come later', async () => {
    const registry = new Registry();
    const telemetry = promTelemetry(registry);
    telemetry.count('calls_total', 1, { tenant: 'a' });
    telemetry.count('calls_total', 1, { tenant: 'a', more: 'b' });
    telemetry.count('calls_total', 1, {});
    expect(await registry.metrics()).to.include('millrace_calls_total{tenant="a"} 2');
  });
});

describe('tee', () => {
  it('tells all', () => {
    const seen: string[] = [];
    const one = (name: string) => ({
      count: () => seen.push(`${name} count`),
      gauge: () => seen.push(`${name} gauge`),
    });
    const all = tee(one('a'), one('b'));
    all.count('x', 1, {});
    all.gauge('x', 1, {});
    expect(seen).to.deep.equal(['a count', 'b count', 'a gauge', 'b gauge']);
  });
});
