import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { backfillUser } from '../../../lib/cli/commands/backfillUser.js';
import { openYodlee } from '../../../lib/cli/yodlee/openYodlee.js';
import { readBook } from '../../../lib/node/store/sqlite/index.js';
import { startSandbox } from '../../../lib/sandbox/index.js';
import { account, deliverPages } from '../../support/bookStand.js';
import { canonical, tablesOf } from '../../support/bookTables.js';
import { SqliteFolder } from '../../support/sqliteFolder.js';

describe('backfillUser', () => {
  const folder = new SqliteFolder();
  after(() => folder.remove());

  it('makes the book equal to upstream, removes what it no longer has, and never errors', async () => {
    const sandbox = await startSandbox({ users: 2 });
    for (const action of ['add', 'add', 'refresh']) {
      await fetch(new URL('/__sandbox/act', sandbox.baseUrl), { method: 'POST', body: JSON.stringify({ action }) });
    }
    const { env } = sandbox;
    const settings = {
      baseUrl: sandbox.yodleeBaseUrl,
      clientId: env['MILLRACE_YODLEE_CLIENT_ID'] ?? '',
      clientSecret: env['MILLRACE_YODLEE_CLIENT_SECRET'] ?? '',
      adminLogin: env['MILLRACE_YODLEE_ADMIN_LOGIN'] ?? '',
      callbackSecret: undefined,
      callbackBaseUrl: undefined,
      sinkAuthorization: undefined,
    };
    const telemetry = { count: () => undefined, gauge: () => undefined };
    const api = openYodlee(settings, { telemetry, requestsPerSecond: 500 });
    const store = await folder.open();
    await deliverPages(store, [{ accounts: [account({ id: 'sold', at: 1 })] }], { userId: 'user-1' });
    const done = await firstValueFrom(backfillUser(api, store, { userId: 'user-1', days: 30 }));
    const failed = await firstValueFrom(backfillUser(api, store, { userId: 'nobody', days: 30 }));
    await firstValueFrom(store.inbox.erase('default', 'user-2'));
    const erased = await firstValueFrom(backfillUser(api, store, { userId: 'user-2', days: 30 }));
    const kept = await firstValueFrom(store.query((read) => readBook.users(read, { tenant: 'default' })));
    const book = await firstValueFrom(store.query((read) => tablesOf(read, 'user-1')));
    const truth = sandbox.yodlee.book('user-1');
    const registered = sandbox.yodlee.truth().registered;
    await sandbox.close();
    expect(done).to.deep.include({ kind: 'backfilled', removed: 1 });
    expect(failed).to.deep.include({ kind: 'failed', userId: 'nobody' });
    expect(erased).to.deep.equal({ kind: 'erased', userId: 'user-2' });
    expect(kept).to.deep.equal(['user-1']);
    expect(canonical(book)).to.equal(canonical(truth));
    expect(registered).to.deep.equal([]);
  });
});
