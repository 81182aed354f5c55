import { expect } from 'chai';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { NEVER, of } from 'rxjs';
import { BRIDGE_PROTOCOL } from '../../../lib/bridge/protocol/BRIDGE_PROTOCOL.js';
import type { BridgeOptions } from '../../../lib/bridge/server/options.js';
import { InvalidOptionError } from '../../../lib/errors/InvalidOptionError.js';
import { attachWebSockets, type WebSocketsOptions } from '../../../lib/node/bridge/attachWebSockets.js';
import { type BridgeParts, bridgeParts, PAGE, peerOf, SESSION } from '../../support/bridgeServer.js';
import { rawClient, rawExchange, withPort } from '../../support/intakeServer.js';

interface Stand extends BridgeParts {
  readonly port: number;
  fresh(): string;
}

async function withBridge(
  use: (stand: Stand) => Promise<void>,
  options: Partial<BridgeOptions> = {},
  place: WebSocketsOptions = {},
): Promise<void> {
  const parts = bridgeParts(options);
  const server = createServer((_request, response) => response.end('hello'));
  const attached = attachWebSockets(server, parts.bridge, { goodbyeMs: 100, ...place });
  await withPort(server, async (port) => {
    await use({ ...parts, port, fresh: () => parts.tickets.issue(SESSION) });
    parts.bridge.close();
  });
  attached.unsubscribe();
}

const HANDSHAKE = [
  'GET /live HTTP/1.1',
  'host: x',
  'connection: upgrade',
  'upgrade: websocket',
  'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
  `origin: ${PAGE}`,
];
const request = (...more: readonly string[]) => `${[...HANDSHAKE, ...more].join('\r\n')}\r\n\r\n`;

describe('attachWebSockets', () => {
  it('opens a socket for who may have one, and serves it', async () => {
    await withBridge(async ({ hub, port, fresh }) => {
      hub.topic('syncs/u1', { key: (value: { id: string }) => value.id }).next({ id: 'a' });
      const { socket, status, say, until } = await peerOf(port, { ticket: fresh(), origin: PAGE });
      expect([status, socket.protocol]).to.deep.equal([101, BRIDGE_PROTOCOL]);
      say({ kind: 'subscribe', topic: 'syncs/u1' });
      expect(await until(({ kind }) => kind === 'snapshot')).to.deep.include({ data: { a: { id: 'a' } } });
      socket.close();
    });
  });

  it('answers who may not with a status, and never with a socket', async () => {
    await withBridge(async ({ port, fresh }) => {
      const refused = [
        { path: '/elsewhere', ticket: fresh() },
        { path: '/live?token=abc', ticket: fresh() },
        { origin: 'https://evil.example', ticket: fresh() },
        { origin: PAGE },
        { ticket: 'made-up' },
      ];
      const statuses = await Promise.all(refused.map(async (peer) => (await peerOf(port, peer)).status));
      expect(statuses).to.deep.equal([404, 400, 403, 401, 401]);
    });
  });

  it('says when to come again where there is no room', async () => {
    await withBridge(
      async ({ port, fresh }) => {
        const first = await peerOf(port, { ticket: fresh() });
        const second = await peerOf(port, { ticket: fresh() });
        expect(second).to.include({ status: 503 });
        expect(second.headers).to.include({ 'retry-after': '5' });
        first.socket.close();
        await first.closed;
      },
      { maxPerUser: 1 },
    );
  });

  it('speaks no other protocol', async () => {
    await withBridge(async ({ port }) => {
      const answer = await rawExchange(port, request('sec-websocket-version: 13', 'sec-websocket-protocol: chat'));
      expect(answer).to.match(/^HTTP\/1.1 400 /);
    });
  });

  it('negotiates no compression', async () => {
    await withBridge(async ({ port, fresh }) => {
      const { socket, headers } = await peerOf(port, { ticket: fresh() });
      expect(socket.extensions).to.equal('');
      expect(headers).not.to.have.property('sec-websocket-extensions');
      socket.close();
    });
  });

  it('gives the place back when the handshake fails after all', async () => {
    await withBridge(
      async ({ port, fresh }) => {
        const ticket = `sec-websocket-protocol: ${BRIDGE_PROTOCOL}, ticket.${fresh()}`;
        expect(await rawExchange(port, request('sec-websocket-version: 7', ticket))).to.match(/^HTTP\/1.1 4/);
        expect(await peerOf(port, { ticket: fresh() })).to.have.property('status', 101);
      },
      { maxSockets: 1 },
    );
  });

  it('gives the place back when the client goes before it is known', async () => {
    let asked = 0;
    const authorize = () => (asked++ === 0 ? NEVER : of(SESSION));
    await withBridge(
      async ({ port, bridge }) => {
        const { socket, closed } = await rawClient(port);
        socket.write(request('sec-websocket-version: 13', `sec-websocket-protocol: ${BRIDGE_PROTOCOL}`));
        while (asked === 0) await new Promise(setImmediate);
        socket.destroy();
        await closed;
        let status = 503;
        while (status === 503) ({ status } = await peerOf(port, { origin: PAGE }));
        expect(status).to.equal(101);
        expect(bridge.size()).to.equal(1);
      },
      { authorize, maxSockets: 1, authorizeWithinMs: 60_000 },
    );
  });

  it('leaves upgrades of other paths to who else listens', async () => {
    const { bridge } = bridgeParts();
    const server = createServer();
    attachWebSockets(server, bridge, { path: '/live' });
    server.on('upgrade', ({ url }: { url?: string }, stream: Duplex) => {
      if (url === '/other') stream.end('HTTP/1.1 418 Other\r\n\r\n');
    });
    await withPort(server, async (port) => {
      expect(await peerOf(port, { path: '/other' })).to.have.property('status', 418);
      expect(await peerOf(port, { origin: PAGE })).to.have.property('status', 401);
    });
  });

  it('takes no more upgrades once it is unsubscribed, and closes nothing', async () => {
    const { bridge, tickets } = bridgeParts();
    const server = createServer();
    const attached = attachWebSockets(server, bridge);
    await withPort(server, async (port) => {
      const { socket, until } = await peerOf(port, { ticket: tickets.issue(SESSION) });
      attached.unsubscribe();
      expect(server.listenerCount('upgrade')).to.equal(0);
      await until(({ kind }) => kind === 'welcome');
      expect(socket.readyState).to.equal(socket.OPEN);
      socket.terminate();
      await once(socket, 'close');
    });
  });

  it('refuses options that make no sense', () => {
    const { bridge } = bridgeParts();
    expect(() => attachWebSockets(createServer(), bridge, { path: 'live' })).to.throw(InvalidOptionError, 'path');
    expect(() => attachWebSockets(createServer(), bridge, { goodbyeMs: 0 })).to.throw(InvalidOptionError, 'goodbyeMs');
  });
});
