import 'reflect-metadata';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { type RunningSandbox, startSandbox } from 'millrace/sandbox';
import type { SqliteStore } from 'millrace/store/sqlite';
import type { YodleeApi } from 'millrace/yodlee';
import { lastValueFrom } from 'rxjs';
import { createApp } from '../src/createApp.js';
import { STORE, YODLEE_API } from '../src/notifications/notifications.options.js';

const SECRET = 'a-secret-that-nobody-can-guess';
const USERS = ['user-1', 'user-2', 'user-3', 'user-4'];
const FORGOTTEN = 'user-4';

interface Listed {
  readonly id: string;
  readonly container: string;
  readonly amount: string;
}

describe('the application over real sockets', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'nest-notifications-'));
  let sandbox: RunningSandbox;
  let app: INestApplication;
  let url: string;

  before(async () => {
    // Things change in eight intervals of a second each, accounts are deleted and every second notice is lost.
    const switches = { notifyEveryS: '1', retryFirstS: '1' };
    sandbox = await startSandbox({ scenarios: ['dropped-webhooks'], users: USERS.length, switches });
    app = await createApp({
      baseUrl: sandbox.yodleeBaseUrl,
      clientId: sandbox.env['MILLRACE_YODLEE_CLIENT_ID'] ?? '',
      clientSecret: sandbox.env['MILLRACE_YODLEE_CLIENT_SECRET'] ?? '',
      adminLogin: sandbox.env['MILLRACE_YODLEE_ADMIN_LOGIN'] ?? '',
      callbackSecret: SECRET,
      file: path.join(folder, 'inbox.db'),
      isOurs: (userId) => USERS.includes(userId),
      consume: { afterWindowMs: 500 },
      reconcile: { everyMs: 1_000, lagMs: 2_000 },
    });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
    const { subscriptions } = app.get<YodleeApi>(YODLEE_API);
    await lastValueFrom(subscriptions.ensure('DATA_UPDATES', `${url}/hooks/${SECRET}`));
  });

  after(async () => {
    await app.close();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows nothing to who has not the secret', async () => {
    assert.equal((await fetch(`${url}/hooks/a-guess-that-is-not-right`, { method: 'POST', body: '{}' })).status, 404);
  });

  it('has the payments that the bank has, whatever notices were lost', { timeout: 60_000 }, async () => {
    await until(() => sandbox.yodlee.truth().settled);
    await until(async () => (await Promise.all(USERS.map(isEqual))).every(Boolean));
    const counts = await Promise.all(USERS.map(async (user) => (await paymentsOf(user)).length));
    assert.ok(counts.every((count) => count > 0));
  });

  it('forgets a user everywhere', async () => {
    const answer = await fetch(`${url}/users/${FORGOTTEN}`, { method: 'DELETE' });
    const report: unknown = await answer.json();
    assert.ok(typeof report === 'object' && report !== null && 'payments' in report && Number(report.payments) > 0);
    assert.deepEqual(await paymentsOf(FORGOTTEN), []);
    const { inbox } = app.get<SqliteStore>(STORE);
    const window = { from: new Date(Date.now() - 60_000), until: new Date() };
    const intents = [{ userId: FORGOTTEN, window }];
    const put = inbox.put('default', intents, { origin: 'notice', settleMs: 0, maxWaitMs: 0 });
    assert.deepEqual(await lastValueFrom(put), { added: 0, known: 0, erased: 1, expired: 0 });
  });

  async function paymentsOf(user: string): Promise<readonly Listed[]> {
    const answer = await fetch(`${url}/users/${user}/payments`);
    return (await answer.json()) as readonly Listed[];
  }

  async function isEqual(user: string): Promise<boolean> {
    const [ours, theirs] = [await paymentsOf(user), sandbox.yodlee.book(user)?.transactions ?? []];
    const shown = (rows: readonly unknown[]) => JSON.stringify([...rows].sort());
    return (
      shown(ours.map(({ id, container, amount }) => `${id} ${container} ${amount.replace('-', '')}`)) ===
      shown(theirs.map((row) => `${row['id']} ${row['container']} ${row['amount']}`))
    );
  }
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(100);
}
