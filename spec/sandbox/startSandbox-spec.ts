import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import { listen } from '../../lib/sandbox/listen.js';
import { ready } from '../../lib/sandbox/ready.js';
import type { RunningSandbox } from '../../lib/sandbox/RunningSandbox.js';
import type { SandboxOptions } from '../../lib/sandbox/SandboxOptions.js';
import { askSocket } from '../support/askSocket.js';
import { readRecord } from '../support/sandboxDriver.js';
import { startSandbox } from '../../lib/sandbox/startSandbox.js';

const logIn = async ({ authUrl, env }: RunningSandbox): Promise<Record<string, string>> => {
  const form = new URLSearchParams({
    grant_type: 'password',
    client_id: env['MILLRACE_OXLIN_CLIENT_ID'] ?? '',
    client_secret: env['MILLRACE_OXLIN_CLIENT_SECRET'] ?? '',
    username: env['MILLRACE_OXLIN_USERNAME'] ?? '',
    password: env['MILLRACE_OXLIN_PASSWORD'] ?? '',
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { body } = await askSocket('POST', `${authUrl}/token`, headers, form.toString());
  return { authorization: `Bearer ${String(readRecord(body)['access_token'])}` };
};

/** Listens on a port that no system gives out by itself, so that nobody takes its neighbour meanwhile. */
async function listenApart(server: Server, attempt = 0): Promise<number> {
  const port = 20_001 + ((process.pid * 17 + attempt * 2) % 9_000);
  return listen(server, port).catch(() => listenApart(server, attempt + 1));
}

describe('startSandbox', () => {
  let sandbox: RunningSandbox | undefined;
  const start = async (options: SandboxOptions): Promise<RunningSandbox> => (sandbox = await startSandbox(options));
  const origin = (running: RunningSandbox): string => new URL(running.baseUrl).origin;

  afterEach(async () => {
    await sandbox?.close();
    sandbox = undefined;
  });

  it('plays a whole sync over real sockets', async () => {
    const running = await start({ speed: 1_000 });
    const token = await logIn(running);
    const queue = await askSocket('POST', `${running.baseUrl}/queues`, token);
    const post = await askSocket('POST', `${running.baseUrl}/connections/1001/synchronize`, token);
    expect([queue.status, post.status, post.body]).to.deep.equal([201, 204, '']);
    running.advance(60_000);
    const events = await askSocket('GET', `${running.baseUrl}${String(queue.headers['location'])}`, token);
    expect(events.body).to.contain('"SYNC_ALL_SUCCESS"');
    expect(running.truth().connections[0]).to.include({ result: 'succeeded' });
    expect(running.log().map(({ method, path, status }) => `${method} ${path} ${status}`)).to.deep.equal([
      'POST /token 200',
      'POST /v2.1/queues 201',
      'POST /v2.1/connections/1001/synchronize 204',
      'GET /v2.1/queues/70001 200',
    ]);
  });

  it('says where it is and what a client needs', async () => {
    const running = await start({ speed: 10 });
    const { kind, oxlin, env } = ready(running);
    expect(kind).to.equal('ready');
    expect(oxlin.baseUrl).to.match(/^http:\/\/127\.0\.0\.1:\d+\/v2\.1$/);
    expect(new URL(oxlin.authUrl).port).not.to.equal(new URL(oxlin.baseUrl).port);
    expect(env).to.include({ MILLRACE_OXLIN_BASE_URL: oxlin.baseUrl, MILLRACE_POLL_EVERY_MS: '200' });
  });

  it('serves log, truth and advance on the origin of the API', async () => {
    const running = await start({ speed: 1_000, scenarios: ['partial'] });
    const token = await logIn(running);
    await askSocket('POST', `${running.baseUrl}/connections/1001/synchronize`, token);
    const jump = await askSocket('POST', `${origin(running)}/__sandbox/advance`, {}, '{"ms": 60000}');
    expect(jump.status).to.equal(204);
    const truth = await askSocket('GET', `${origin(running)}/__sandbox/truth`);
    expect(truth.body).to.contain('"result":"partial","exitCode":3');
    const log = await askSocket('GET', `${origin(running)}/__sandbox/log`);
    expect(JSON.parse(log.body)).to.deep.equal(running.log()).and.have.length(2);
    expect((await askSocket('POST', `${origin(running)}/__sandbox/advance`, {}, '{}')).status).to.equal(400);
  });

  it('dates its answers by its own clock', async () => {
    const running = await start({ speed: 1 });
    running.advance(86_400_000);
    const { headers } = await askSocket('GET', `${running.baseUrl}/providers`);
    expect(Date.parse(String(headers['date'])) - Date.now()).to.be.within(86_000_000, 86_800_000);
  });

  it('loses the answer of an ambiguous POST on the wire', async () => {
    const running = await start({ speed: 1_000, scenarios: ['ambiguous-post'] });
    const token = await logIn(running);
    const outcome = await askSocket('POST', `${running.baseUrl}/connections/1001/synchronize`, token).catch(
      (error: unknown) => String(error),
    );
    expect(outcome).to.match(/ECONNRESET|socket hang up/);
    expect(running.truth().connections[0]?.posts).to.deep.equal({ accepted: 1, refused: 0 });
  });

  it('refuses a body beyond its limit', async () => {
    const running = await start({ speed: 1_000 });
    expect((await askSocket('POST', `${running.authUrl}/token`, {}, 'x'.repeat(1_100_000))).status).to.equal(413);
  });

  it('takes two ports that follow each other, and frees the first when the second is taken', async () => {
    const blocker = createServer();
    const taken = await listenApart(blocker);
    const failed = await startSandbox({ port: taken - 1 }).then(
      () => 'started',
      (error: unknown) => String(error),
    );
    expect(failed).to.contain('EADDRINUSE');
    await new Promise((resolve) => blocker.close(resolve));
    const running = await start({ port: taken - 1 });
    expect([running.baseUrl, running.authUrl]).to.deep.equal([
      `http://127.0.0.1:${taken - 1}/v2.1`,
      `http://127.0.0.1:${taken}`,
    ]);
  });

  it('closes at once, answers on their way included', async () => {
    const running = await startSandbox({ speed: 0.001 });
    const pending = askSocket('GET', `${running.baseUrl}/providers`).catch((error: unknown) => String(error));
    while (running.log().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await running.close();
    expect(await pending).to.match(/ECONNRESET|socket hang up/);
  });

  const bad: readonly (readonly [SandboxOptions, string])[] = [
    [{ port: -1 }, 'port: expected an integer from 0 to 65534, got -1'],
    [{ port: 65_535 }, 'port: expected an integer from 0 to 65534, got 65535'],
    [{ speed: -2 }, 'speed: expected a number > 0 and ≤ 100000, got -2'],
    [{ seed: 0.5 }, 'seed: expected an integer, got 0.5'],
    [{ scenarios: ['nope'] }, 'scenario: expected one of'],
    [{ switches: { nope: '1' } }, 'switch: expected one of'],
  ];
  for (const [options, message] of bad) {
    it(`refuses ${JSON.stringify(options)}`, async () => {
      const failed = await startSandbox(options).then(
        () => 'started',
        (error: unknown) => String(error),
      );
      expect(failed).to.contain(message);
    });
  }

  it('refuses to go back in time', async () => {
    const running = await start({});
    expect(() => running.advance(-1)).to.throw('advance: expected a number of ms ≥ 0, got -1');
  });
});
