import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { NEXT_STEPS } from '../../../../lib/cli/commands/demo/nextSteps.js';
import { runCli } from '../../../../lib/cli/runCli.js';
import { fakeHost, type FakeHost } from '../../../support/fakeHost.js';
import { Patience } from '../../../support/Patience.js';

describe('NEXT_STEPS', function () {
  this.timeout(90_000);
  const [sandbox = [], serve = [], subscribe = [], book = []] = NEXT_STEPS.slice(NEXT_STEPS.indexOf('Notifications'))
    .split('\n')
    .flatMap((line) => /^ {2}npx millrace (.+?)( {2,}\(.*)?$/.exec(line)?.[1] ?? [])
    .map((line) => line.split(' '));

  it('leads to rows in the book', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'millrace-next-'));
    const upstream = fakeHost();
    const playing = runCli(sandbox, upstream);
    const { env } = JSON.parse(await firstLine(upstream)) as { readonly env: Readonly<Record<string, string>> };
    const anywhere = (word: string): string => word.replace('127.0.0.1:8090', '127.0.0.1:0');
    const server = fakeHost({ env, folder });
    const serving = runCli(serve.map(anywhere), server);
    const { callbackUrl } = JSON.parse(await firstLine(server)) as { readonly callbackUrl: string };
    const there = (word: string): string => word.replace('http://127.0.0.1:8090', new URL(callbackUrl).origin);
    expect(await runCli(subscribe.map(there), fakeHost({ env, folder }))).to.equal(0);
    const patience = new Patience(60_000);
    let rows = '';
    while (rows === '' && !patience.isOver('')) {
      const host = fakeHost({ env, folder });
      expect(await runCli(book, host)).to.equal(0);
      rows = host.stdout.text();
      await wait(250);
    }
    for (const host of [server, upstream]) host.signals.next('SIGTERM');
    await Promise.all([serving, playing]);
    rmSync(folder, { recursive: true });
    expect(rows).to.not.equal('');
  });
});

async function firstLine({ stdout }: FakeHost): Promise<string> {
  while (!stdout.text().includes('\n')) await wait(10);
  return stdout.text().split('\n', 1)[0] ?? '';
}
