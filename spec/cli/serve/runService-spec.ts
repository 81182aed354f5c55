import { expect } from 'chai';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runCli } from '../../../lib/cli/runCli.js';
import { fakeHost } from '../../support/fakeHost.js';
import { serveScenario } from '../../support/notifyStand.js';
import { wireNotice, wireUser } from '../../support/yodlee.js';
import { YODLEE_ENV } from '../../support/yodleeEnv.js';

// What it does over many scenarios is told in spec/integration/notify-scenarios-spec.ts.
describe('runService', function () {
  this.timeout(30_000);

  it('says where it is in its first line, keeps the address to itself, and drains on a signal', async () => {
    const lines = await serveScenario(
      { scenarios: ['add'], users: 2, serve: ['--health', '127.0.0.1:0'] },
      async (stand) => {
        const taken = fakeHost({ env: stand.sandbox.env, folder: stand.folder });
        const { host: listen } = new URL(stand.callbackUrl);
        const code = await runCli(['serve', '--listen', listen, '--inbox', 'sqlite:other.db'], taken);
        expect([code, taken.stderr.text()]).to.deep.equal([69, `millrace: ${listen} is in use\n`]);
        expect(existsSync(path.join(stand.folder, 'other.db'))).to.equal(false);
        return stand.host.stdout.text().split('\n');
      },
    );
    const ready: unknown = JSON.parse(lines[0] ?? '');
    expect(ready).to.include.keys('kind', 'callbackUrl', 'healthUrl', 'durability');
    expect(lines.filter((line) => line.includes('"delivered"'))).to.have.length.greaterThan(1);
  });

  it('is well again once a webhook was stored after one that could not be', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'millrace-service-'));
    const users = path.join(folder, 'users.txt');
    writeFileSync(users, 'user-1\n');
    const host = fakeHost({ env: YODLEE_ENV, folder });
    const places = ['--listen', '127.0.0.1:0', '--health', '127.0.0.1:0', '--inbox', 'sqlite:inbox.db'];
    const served = runCli(['serve', ...places, '--known-users', 'users.txt', '--reconcile-every', 'never'], host);
    while (!host.stdout.text().includes('\n')) await wait(10);
    const { callbackUrl, healthUrl } = JSON.parse(host.stdout.text()) as Record<'callbackUrl' | 'healthUrl', string>;
    const seen: unknown[] = [];
    const webhook = async (): Promise<void> => {
      const { status } = await fetch(callbackUrl, {
        method: 'POST',
        body: JSON.stringify(wireNotice([wireUser('user-1')])),
      });
      const health = await fetch(healthUrl);
      seen.push([status, health.status, ((await health.json()) as { readonly troubles: unknown }).troubles]);
    };
    rmSync(users);
    await webhook();
    writeFileSync(users, 'user-1\n');
    await webhook();
    host.signals.next('SIGTERM');
    await served;
    rmSync(folder, { recursive: true });
    expect(seen).to.deep.equal([
      [503, 503, ['intake']],
      [200, 200, []],
    ]);
  });

  it('refuses flags by their names before it says that it is ready', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'millrace-service-'));
    const told: unknown[] = [];
    for (const flags of [
      ['--lease', '1ms'],
      ['--users-at-once', '0'],
      ['--retry-base', '5m', '--retry-cap', '1m'],
      ['--reconcile-every', '1ms'],
    ]) {
      const host = fakeHost({ env: YODLEE_ENV, folder });
      const code = await runCli(['serve', '--listen', '127.0.0.1:0', '--inbox', 'sqlite:inbox.db', ...flags], host);
      told.push([code, host.stdout.text(), host.stderr.text().split(':')[1]]);
    }
    rmSync(folder, { recursive: true });
    expect(told).to.deep.equal(
      ['--lease', '--users-at-once', '--retry-base', '--reconcile-every'].map((flag) => [78, '', ` ${flag}`]),
    );
  });
});
