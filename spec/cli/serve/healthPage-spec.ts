import { expect } from 'chai';
import { of, throwError } from 'rxjs';
import { type HealthSources, healthPage } from '../../../lib/cli/serve/healthPage.js';
import { listening } from '../../../lib/cli/serve/listening.js';
import { openMetrics } from '../../../lib/cli/serve/openMetrics.js';
import { originOf } from '../../../lib/cli/serve/parseAddress.js';

const STATS = {
  entries: { waiting: 1, leased: 0, parked: 0, dead: 2, expired: 0 },
  delivered: 5,
  quarantined: 0,
  bytes: 7,
} as const;

async function ask(changes: Partial<HealthSources>, path: string, method = 'GET'): Promise<readonly [number, string]> {
  const metrics = openMetrics(true, { count: () => undefined, gauge: () => undefined });
  const sources: HealthSources = {
    ...metrics,
    tenant: 'default',
    stats: () => of(STATS),
    troubles: () => [],
    isDraining: () => false,
    ...changes,
  };
  return new Promise((resolve) => {
    const address = { host: '127.0.0.1', port: 0 };
    const subscription = listening({ address, serve: healthPage(sources) }).subscribe((at) => {
      void fetch(`${originOf(at)}${path}`, { method }).then(async (response) => {
        const text = await response.text();
        subscription.unsubscribe();
        resolve([response.status, text]);
      });
    });
  });
}

describe('healthPage', () => {
  it('says ok while all is well', async () => {
    const [status, text] = await ask({}, '/health?x');
    expect([status, JSON.parse(text)]).to.deep.equal([200, { status: 'ok', troubles: [], entries: STATS.entries }]);
  });

  it('says 503, and why, while something fails, drains, or the store is away', async () => {
    const [failing, why] = await ask({ troubles: () => ['delivery'] }, '/health');
    expect([failing, JSON.parse(why)]).to.deep.include(503);
    expect(why).to.include('"troubles":["delivery"]');
    expect((await ask({ isDraining: () => true }, '/health'))[1]).to.include('draining');
    expect((await ask({ stats: () => throwError(() => new Error('no store')) }, '/health'))[0]).to.equal(503);
  });

  it('gives the inbox as metrics, with tenant and state and nobody’s name', async () => {
    const [status, text] = await ask({}, '/metrics');
    expect(status).to.equal(200);
    expect(text).to.include('millrace_inbox_entries{tenant="default",state="dead"} 2');
    for (const name of ['oldest', 'proven_until']) {
      expect(text).to.include(`millrace_inbox_${name}_timestamp_seconds{tenant="default"} 0`);
    }
  });

  it('tells since when the oldest waits, and until when all is proven', async () => {
    const stats = { ...STATS, oldestSince: new Date(90_000), provenUntil: new Date(60_000) };
    const [, text] = await ask({ stats: () => of(stats) }, '/metrics');
    expect(text).to.include('millrace_inbox_oldest_timestamp_seconds{tenant="default"} 90');
    expect(text).to.include('millrace_inbox_proven_until_timestamp_seconds{tenant="default"} 60');
  });

  it('knows no other page and no other method', async () => {
    expect((await ask({}, '/'))[0]).to.equal(404);
    expect((await ask({}, '/health', 'POST'))[0]).to.equal(405);
  });
});
