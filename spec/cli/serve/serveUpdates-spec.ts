import { expect } from 'chai';
import { EMPTY, lastValueFrom, toArray } from 'rxjs';
import { createLog } from '../../../lib/cli/createLog.js';
import { openMetrics } from '../../../lib/cli/serve/openMetrics.js';
import { serveUpdates } from '../../../lib/cli/serve/serveUpdates.js';
import { Troubles } from '../../../lib/cli/serve/Troubles.js';
import { openYodlee } from '../../../lib/cli/yodlee/openYodlee.js';
import { fakeHost } from '../../support/fakeHost.js';
import { SERVE_FLAGS } from '../../support/serveFlags.js';
import { SqliteFolder } from '../../support/sqliteFolder.js';

describe('serveUpdates', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('completes when it has drained, whatever sweeps are doing', async () => {
    const host = fakeHost();
    const silent = { count: () => undefined, gauge: () => undefined };
    const access = { baseUrl: 'http://127.0.0.1:9/ysl', clientId: 'c', clientSecret: 's', adminLogin: 'admin' };
    const settings = { ...access, callbackSecret: undefined, callbackBaseUrl: undefined, sinkAuthorization: undefined };
    const drain = new AbortController();
    const service = {
      host,
      settings,
      flags: SERVE_FLAGS,
      log: createLog(host.stderr, false),
      api: { ...openYodlee(settings, { telemetry: silent, requestsPerSecond: 9 }), listChanges: () => EMPTY },
      store: await folder.open(),
      drain: drain.signal,
      metrics: openMetrics(false, silent),
      spool: undefined,
    };
    const updates = lastValueFrom(serveUpdates(service, new Troubles(host.stderr), undefined).pipe(toArray()));
    setTimeout(() => {
      drain.abort();
    }, 20);
    expect((await updates).every(({ kind }) => kind === 'swept')).to.equal(true);
  });
});
