import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { expect } from 'chai';
import { carryOut } from '../../lib/sandbox/carryOut.js';
import type { OutboundEffect } from '../../lib/sandbox/core/yodlee/OutboundEffect.js';
import { listen } from '../../lib/sandbox/listen.js';

describe('carryOut', () => {
  let server: Server;
  let agent: Agent;
  let answer: (message: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end();
  let effect: OutboundEffect;

  beforeEach(async () => {
    agent = new Agent({ keepAlive: true });
    server = createServer((message, response) => answer(message, response));
    const url = `http://127.0.0.1:${await listen(server, 0)}/hook`;
    effect = {
      kind: 'webhook',
      id: 7,
      method: 'POST',
      url,
      headers: { 'content-type': 'text/x' },
      body: 'é',
      timeoutMs: 5_000,
    };
  });
  afterEach(async () => {
    agent.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('sends method, headers and body, and tells the status', async () => {
    let seen = '';
    answer = (message, response) => {
      seen = `${message.method ?? ''} ${message.url ?? ''} ${message.headers['content-type'] ?? ''} ${message.headers['content-length'] ?? ''}`;
      response.writeHead(202).end();
    };
    expect(await carryOut(effect, agent)).to.deep.equal({ id: 7, status: 202 });
    expect(seen).to.equal('POST /hook text/x 2');
  });

  it('follows no redirect', async () => {
    answer = (_, response) => response.writeHead(302, { location: effect.url }).end();
    expect(await carryOut(effect, agent)).to.deep.equal({ id: 7, status: 302 });
  });

  it('tells nothing when nothing answers in time, or the line breaks', async () => {
    answer = () => undefined;
    expect(await carryOut({ ...effect, timeoutMs: 20 }, agent)).to.deep.equal({ id: 7 });
    answer = (message) => message.socket.destroy();
    expect(await carryOut(effect, agent)).to.deep.equal({ id: 7 });
  });

  it('goes nowhere but to this machine, over plain HTTP', async () => {
    for (const url of ['http://192.0.2.1/', 'https://127.0.0.1/', 'http://127.0.0.1.example.invalid/', 'nonsense']) {
      expect(await carryOut({ ...effect, url }, agent)).to.deep.equal({ id: 7 });
    }
  });

  it('tries once more when a kept connection turns out to be closed', async () => {
    answer = (_, response) => response.end();
    await carryOut(effect, agent);
    let first = true;
    answer = (message, response) => {
      if (first) message.socket.destroy();
      else response.end();
      first = false;
    };
    expect(await carryOut(effect, agent)).to.deep.equal({ id: 7, status: 200 });
  });
});
