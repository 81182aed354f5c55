import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import { initialYodlee } from '../../lib/sandbox/core/yodlee/initialYodlee.js';
import { YODLEE_SCENARIOS } from '../../lib/sandbox/core/yodlee/script/YODLEE_SCENARIOS.js';
import { YODLEE_CREDENTIALS } from '../../lib/sandbox/core/yodlee/YODLEE_CREDENTIALS.js';
import { listen } from '../../lib/sandbox/listen.js';
import { SandboxClock } from '../../lib/sandbox/SandboxClock.js';
import { YodleeServer } from '../../lib/sandbox/YodleeServer.js';
import { readRecord } from '../support/sandboxDriver.js';

const { clientId, clientSecret, adminLogin } = YODLEE_CREDENTIALS;

describe('YodleeServer', () => {
  let receiver: Server;
  let server: YodleeServer;
  let arrived: (body: string) => void = () => undefined;
  let callbackUrl: string;

  const ask = (method: string, target: string, headers: Readonly<Record<string, string>>, body: string) =>
    server.answer({ origin: 'api', method, target, headers: { 'api-version': '1.1', ...headers }, body });

  beforeEach(async () => {
    receiver = createServer((message, response) => {
      let text = '';
      message.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      message.on('end', () => {
        response.end();
        if (text !== '') arrived(text);
      });
    });
    callbackUrl = `http://127.0.0.1:${await listen(receiver, 0)}/`;
    const clock = new SandboxClock(1_000, () => performance.now(), Date.UTC(2026, 0, 15));
    const config = {
      users: 2,
      scenarios: [YODLEE_SCENARIOS['hundred-thousand-users']],
      // Tokens outlive the spec however slow the machine is.
      switches: { notifyEveryS: '20', yodleeTokenLifeS: '1000000' },
    };
    server = new YodleeServer(initialYodlee(config, clock.now()), clock);
  });
  afterEach(async () => {
    server.close();
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  });

  it('wakes by itself, sends, and keeps what was answered', async () => {
    const body = new URLSearchParams({ clientId, secret: clientSecret }).toString();
    const headers = { loginname: adminLogin, 'content-type': 'application/x-www-form-urlencoded' };
    const token = await ask('POST', '/ysl/auth/token', headers, body);
    const { accessToken } = readRecord(JSON.stringify(readRecord(token.body)['token']));
    const webhook = new Promise<string>((resolve) => (arrived = resolve));
    const subscription = JSON.stringify({ event: { callbackUrl } });
    const authorization = { authorization: `Bearer ${String(accessToken)}` };
    const answer = await ask('POST', '/ysl/configs/notifications/events/DATA_UPDATES', authorization, subscription);
    expect(answer.status).to.equal(201);
    expect(await webhook).to.contain('"userCount":2');
    expect(server.log()).to.have.length(2);
  });

  it('serves its own pages and no other', () => {
    const page = (target: string) => server.inspect({ origin: 'api', method: 'GET', target, headers: {}, body: '' });
    expect(page('/__sandbox/truth/book')?.status).to.equal(200);
    expect(page('/__sandbox/log')).to.equal(undefined);
    expect(server.state().settings.users).to.equal(2);
  });
});
