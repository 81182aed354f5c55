import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { startSandbox, type RunningSandbox } from '../../lib/sandbox/index.js';
import { bookTables, canonical } from '../support/bookTables.js';
import { trueBooks } from '../support/notifyStand.js';
import { CLI_MAIN, runMillrace } from '../support/runMillrace.js';

interface Ready {
  readonly callbackUrl: string;
  readonly healthUrl: string;
}

/** A program that is to be told to end. */
class Program {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown[]>;
  stdout = '';
  stderr = '';

  constructor(args: readonly string[], env: Readonly<Record<string, string>>, cwd: string) {
    this.child = spawn(process.execPath, [CLI_MAIN, ...args], {
      cwd,
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = once(this.child, 'exit');
  }

  async firstLine(): Promise<unknown> {
    while (!this.stdout.includes('\n')) {
      if (this.child.exitCode !== null) throw new Error(`ended with ${String(this.child.exitCode)}`);
      await wait(10);
    }
    return JSON.parse(this.stdout.split('\n', 1)[0] ?? '');
  }
}

const SANDBOX = { speed: 60, users: 4, switches: { notifyEveryS: '60', retryFirstS: '10' } } as const;
const FAST = ['--reconcile-every', '1s', '--settle', '50ms', '--requests-per-second', '500', '--health', '127.0.0.1:0'];

describe('serve, as a program of its own', function () {
  this.timeout(60_000);
  let folder: string;
  let sandbox: RunningSandbox;
  let served: Program | undefined;

  beforeEach(() => {
    env = {};
    folder = mkdtempSync(path.join(tmpdir(), 'millrace-serve-'));
  });

  afterEach(async () => {
    served?.child.kill('SIGKILL');
    await served?.ended;
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  let env: Readonly<Record<string, string>> = {};
  const start = async (...more: readonly string[]): Promise<Ready> => {
    const args = ['serve', '--listen', '127.0.0.1:0', '--inbox', 'sqlite:inbox.db', ...FAST, ...more];
    served = new Program(args, { ...sandbox.env, ...env }, folder);
    const ready = (await served.firstLine()) as Ready;
    const { origin } = new URL(ready.callbackUrl);
    const { code } = await runMillrace(['subscribe', '--callback-base-url', origin], { env: sandbox.env });
    expect(code).to.equal(0);
    return ready;
  };

  it('fills the book until it is as the truth is, tells how it stands, and drains on SIGTERM', async () => {
    sandbox = await startSandbox({ ...SANDBOX, scenarios: ['notify'] });
    const { healthUrl } = await start('--sink', 'book');
    const differs = async (): Promise<boolean> => {
      const truth = await trueBooks(sandbox);
      const names = truth.map(({ user }) => user);
      return canonical(await bookTables(path.join(folder, 'inbox.db'), names)) !== canonical(truth);
    };
    while (!sandbox.yodlee.truth().settled || (await differs())) await wait(200);
    expect((await fetch(healthUrl)).status).to.equal(200);
    const metrics = await (await fetch(healthUrl.replace('/health', '/metrics'))).text();
    expect(metrics).to.include('millrace_entries_delivered_total').and.not.include('user-1');
    served?.child.kill('SIGTERM');
    expect(await served?.ended).to.deep.equal([0, null]);
    const listed = await runMillrace(['book', 'transactions', '--inbox', 'sqlite:inbox.db', '--json'], { cwd: folder });
    expect(listed.stdout.split('\n').length).to.be.greaterThan(10);
  });

  it('writes deliveries as lines, and ends with 74 when nobody reads them any more; nothing is lost by that', async () => {
    sandbox = await startSandbox({ ...SANDBOX, scenarios: ['add'] });
    await start('--sink', 'ndjson:-');
    while (!served?.stdout.includes('"kind":"delivery"')) await wait(50);
    served.child.stdout?.destroy();
    const post = { method: 'POST', body: '{"action":"refresh"}' };
    await fetch(new URL('/__sandbox/act', sandbox.baseUrl), post);
    expect(await served.ended).to.deep.equal([74, null]);
    const left = await runMillrace(['inbox', 'list', '--inbox', 'sqlite:inbox.db', '--json'], { cwd: folder });
    expect(left.stdout).to.include('"userId":"user-');
  });

  it('lets others look meanwhile, and tells those who would write to stop it first', async () => {
    sandbox = await startSandbox({ ...SANDBOX, scenarios: ['add'] });
    await start();
    const beside = (...args: readonly string[]) =>
      runMillrace([...args, '--inbox', 'sqlite:inbox.db'], { env: sandbox.env, cwd: folder });
    for (const args of [['inbox', 'retry', '--yes'], ['inbox', 'erase', 'ann', '--yes'], ['backfill']]) {
      const { code, stderr } = await beside(...args);
      expect(code, args.join(' ')).to.equal(73);
      expect(stderr).to.match(/another process writes.* must act\. Stop serve first/);
    }
    for (const args of [
      ['inbox', 'retry'],
      ['inbox', 'erase', 'ann'],
      ['inbox', 'export'],
      ['book', 'accounts'],
    ])
      expect((await beside(...args)).code, args.join(' ')).to.equal(0);
  });

  it('is ended at once by a second signal', async () => {
    sandbox = await startSandbox({ ...SANDBOX, scenarios: ['add'] });
    const { callbackUrl } = await start('--sink', 'post:http://127.0.0.1:9/nobody', '--drain-within', '10m');
    while (sandbox.yodlee.truth().notices.acknowledged === 0) await wait(50);
    served?.child.kill('SIGTERM');
    await wait(100);
    if (served?.child.exitCode === null) {
      const refused = await fetch(callbackUrl, { method: 'POST', body: '{}' }).catch(() => undefined);
      expect([503, undefined]).to.include(refused?.status);
      served.child.kill('SIGTERM');
    }
    await served?.ended;
  });

  it('posts with the header of the environment, to that URL alone, and shows it nowhere', async () => {
    env = { MILLRACE_SINK_AUTHORIZATION: 'Bearer s3cret-of-the-sink' };
    const seen: string[] = [];
    const elsewhere = createServer((request, response) => {
      seen.push(`elsewhere ${String(request.headers.authorization)}`);
      response.end();
    });
    const sink = createServer((request, response) => {
      seen.push(`sink ${String(request.headers.authorization)}`);
      const status = [307, 401][seen.length - 1] ?? 204;
      response.writeHead(status, status === 307 ? { location: urlOf(elsewhere) } : {}).end();
    });
    await Promise.all([elsewhere, sink].map((server) => once(server.listen(0, '127.0.0.1'), 'listening')));
    try {
      sandbox = await startSandbox({ ...SANDBOX, scenarios: ['add'] });
      await start('--sink', `post:${urlOf(sink)}`, '--retry-base', '50ms', '--json', '--verbose');
      while (!served?.stdout.includes('"kind":"delivered"')) await wait(20);
      served.child.kill('SIGTERM');
      expect(await served.ended).to.deep.equal([0, null]);
      expect(new Set(seen)).to.deep.equal(new Set(['sink Bearer s3cret-of-the-sink']));
      expect(seen).to.have.length.above(2);
      expect(served.stdout).to.include('"kind":"postponed"');
      expect(served.stdout + served.stderr).not.to.include('s3cret');
    } finally {
      for (const server of [elsewhere, sink]) server.close().closeAllConnections();
    }
  });

  it('keeps a spool in the folder that was named, and leaves nothing there that has a name', async () => {
    sandbox = await startSandbox({ ...SANDBOX, scenarios: ['add'] });
    const spools = (): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('millrace-spool-'));
    await start('--spool', '.');
    expect(spools()).to.deep.equal([]);
    served?.child.kill('SIGTERM');
    expect([await served?.ended, spools()]).to.deep.equal([[0, null], []]);
  });
});

function urlOf(server: Server): string {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${String(port)}/`;
}
