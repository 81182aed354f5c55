import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import { listen } from '../../lib/sandbox/listen.js';
import type { RunningSandbox } from '../../lib/sandbox/RunningSandbox.js';
import type { SandboxOptions } from '../../lib/sandbox/SandboxOptions.js';
import { startSandbox } from '../../lib/sandbox/startSandbox.js';
import { askSocket, type Received } from '../support/askSocket.js';
import { readRecord } from '../support/sandboxDriver.js';

/** A receiver on a socket of its own that hands out what arrives. */
class Receiver {
  readonly #server: Server;
  readonly #arrived: string[] = [];
  #wake: (() => void) | undefined;
  status = 200;

  constructor() {
    this.#server = createServer((message, response) => {
      let text = '';
      message.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      message.on('end', () => {
        response.writeHead(this.status).end();
        if (text !== '') this.#arrived.push(text);
        this.#wake?.();
      });
    });
  }

  async start(): Promise<string> {
    return `http://127.0.0.1:${await listen(this.#server, 0)}/hooks/secret`;
  }

  async next(): Promise<Record<string, unknown>> {
    while (this.#arrived.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    return readRecord(this.#arrived.shift() ?? '');
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

describe('the notification service over sockets', () => {
  let sandbox: RunningSandbox;
  let receiver: Receiver;
  let headers: Record<string, string>;

  const start = async (options: SandboxOptions): Promise<string> => {
    sandbox = await startSandbox(options);
    receiver = new Receiver();
    const { env } = sandbox;
    const body = new URLSearchParams({
      clientId: env['MILLRACE_YODLEE_CLIENT_ID'] ?? '',
      secret: env['MILLRACE_YODLEE_CLIENT_SECRET'] ?? '',
    }).toString();
    const token = await askSocket(
      'POST',
      `${sandbox.yodleeBaseUrl}/auth/token`,
      {
        loginName: env['MILLRACE_YODLEE_ADMIN_LOGIN'] ?? '',
        'Api-Version': '1.1',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body,
    );
    const { accessToken } = readRecord(JSON.stringify(readRecord(token.body)['token']));
    headers = {
      authorization: `Bearer ${String(accessToken)}`,
      'api-version': '1.1',
      'content-type': 'application/json',
    };
    return receiver.start();
  };

  const subscribe = (callbackUrl: string): Promise<Received> =>
    askSocket(
      'POST',
      `${sandbox.yodleeBaseUrl}/configs/notifications/events/DATA_UPDATES`,
      headers,
      JSON.stringify({ event: { callbackUrl } }),
    );

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('probes the callback, notifies every interval, and answers what the notification names', async () => {
    // Nothing follows the first change, and tokens outlive the spec however slow the machine is.
    const switches = { notifyEveryS: '20', yodleeTokenLifeS: '1000000' };
    const url = await start({ speed: 500, scenarios: ['hundred-thousand-users'], users: 3, switches });
    expect((await subscribe(url)).status).to.equal(201);
    const body = JSON.stringify(await receiver.next());
    expect(body).to.contain('"info":"DATA_UPDATES.USER_DATA"').and.to.contain('"userCount":3');
    const href = /"href":"([^"]+)"/.exec(body)?.[1] ?? '';
    const data = await askSocket('GET', `${sandbox.yodleeBaseUrl}/${href}`, headers);
    expect(data.status).to.equal(200);
    expect(data.body).to.contain('"loginName":"user-1"').and.to.contain('"totalTransactionsCount":5');
    expect(sandbox.yodlee.book('user-1')?.transactions).to.have.length.greaterThan(4);
    expect(sandbox.yodlee.book('nobody')).to.equal(undefined);
  });

  it('refuses a subscription whose callback cannot be reached, or is not on this machine', async () => {
    await start({ speed: 1_000, switches: { yodleeTokenLifeS: '1000000' } });
    for (const url of ['http://127.0.0.1:1/x', 'http://example.invalid/x', 'https://127.0.0.1/x', 'nonsense']) {
      const { status, body } = await subscribe(url);
      expect([status, readRecord(body)['errorCode']]).to.deep.equal([400, 'Y800']);
    }
  });

  it('tries again until it is acknowledged, however the clock is pushed', async () => {
    const url = await start({ speed: 1, scenarios: ['hundred-thousand-users'], users: 1 });
    expect((await subscribe(url)).status).to.equal(201);
    receiver.status = 503;
    sandbox.advance(900_000);
    const first = await receiver.next();
    const notices = `${new URL(sandbox.yodleeBaseUrl).origin}/__sandbox/truth/notices`;
    for (let body = ''; !body.includes('"status":503');) ({ body } = await askSocket('GET', notices));
    receiver.status = 200;
    sandbox.advance(600_000);
    expect(await receiver.next()).to.deep.equal(first);
  });

  it('takes actions by hand, and serves truth, book, notices and log', async () => {
    await start({ speed: 1, switches: { notifyEveryS: '1' }, scenarios: ['migration'], users: 2 });
    const { origin } = new URL(sandbox.yodleeBaseUrl);
    const act = await askSocket('POST', `${origin}/__sandbox/act`, {}, '{"action":"add","user":"user-2"}');
    expect(act.status).to.equal(200);
    const book = await askSocket('GET', `${origin}/__sandbox/truth/book?user=user-2`);
    expect(readRecord(book.body)['accounts']).to.have.length(2);
    expect(readRecord((await askSocket('GET', `${origin}/__sandbox/truth/book?skip=0&top=1`)).body)).to.include({
      users: 2,
      next: 1,
    });
    const truth = await askSocket('GET', `${origin}/__sandbox/truth`);
    expect(truth.body).to.contain('"connections"').and.to.contain('"yodlee":{"scenarios":["migration"]');
    const log = await askSocket('GET', `${origin}/__sandbox/log`);
    expect(log.body).to.contain('/ysl/auth/token');
    expect((await askSocket('GET', `${origin}/__sandbox/truth/notices`)).body).to.equal('{"all":0,"notices":[]}');
  });
});
