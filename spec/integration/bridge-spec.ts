import { expect } from 'chai';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { filter, firstValueFrom, map, Observable, of } from 'rxjs';
import WebSocket from 'ws';
import { connectBridge, type BridgeClient, type BridgeClientOptions } from '../../lib/bridge/client/connectBridge.js';
import type { BridgeMessage } from '../../lib/bridge/client/BridgeMessage.js';
import type { BridgeStatus } from '../../lib/bridge/client/BridgeStatus.js';
import { eventStreamClient } from '../../lib/bridge/client/eventStreamClient.js';
import { webSocketClient } from '../../lib/bridge/client/webSocketClient.js';
import type { Hub } from '../../lib/bridge/hub/Hub.js';
import { BRIDGE_PROTOCOL } from '../../lib/bridge/protocol/BRIDGE_PROTOCOL.js';
import { CLOSE_CODES } from '../../lib/bridge/protocol/CLOSE_CODES.js';
import { attachWebSockets } from '../../lib/node/bridge/attachWebSockets.js';
import { eventStreamListener } from '../../lib/node/bridge/eventStreamListener.js';
import { INTAKE_SERVER_OPTIONS } from '../../lib/node/INTAKE_SERVER_OPTIONS.js';
import type { SocketPort } from '../../lib/ports/SocketPort.js';
import type { SocketService } from '../../lib/ports/SocketService.js';
import { startFaultProxy } from '../../lib/testing/node/faultProxy.js';
import { BRIDGE_MOUNTS } from '../support/bridgeMounts.js';
import {
  bridgeParts,
  type BridgeServer,
  listen,
  PAGE,
  peerOf,
  SESSION,
  startBridgeServer,
} from '../support/bridgeServer.js';
import { rawClient, rawExchange, withPort } from '../support/intakeServer.js';

const TOPIC = 'syncs/u1';

interface Reading {
  readonly id: string;
  readonly n: number;
}

const readings = (hub: Hub) => hub.topic<Reading>(TOPIC, { key: ({ id }) => id });

async function withServer(
  use: (server: BridgeServer) => Promise<void>,
  options: Parameters<typeof startBridgeServer>[0] = {},
): Promise<void> {
  const server = await startBridgeServer(options);
  try {
    await use(server);
  } finally {
    await server.kill();
  }
}

/** The ways to a server that every Node has; the platform's own WebSocket came with 22. */
const WAYS = {
  ws: () => webSocketClient(WebSocket),
  'fetch streams': (port: number) => eventStreamClient(`http://127.0.0.1:${String(port)}/live/events`),
};

interface Watched {
  readonly client: BridgeClient;
  readonly states: Record<string, Reading>[];
  readonly messages: BridgeMessage<Reading>[];
  readonly statuses: BridgeStatus[];
  until(status: BridgeStatus['kind']): Promise<unknown>;
  /** Resolves when the page shows this. */
  shows(fits: (state: Record<string, Reading>) => boolean): Promise<unknown>;
  leave(): void;
}

function watch(port: number, options: Partial<BridgeClientOptions>): Watched {
  const client = connectBridge(`ws://127.0.0.1:${String(port)}/live`, { entropy: { random: () => 0.05 }, ...options });
  const states: Record<string, Reading>[] = [];
  const messages: BridgeMessage<Reading>[] = [];
  const statuses: BridgeStatus[] = [];
  const subscriptions = [
    client.status$.subscribe((status) => statuses.push(status)),
    client.topic<Reading>(TOPIC).subscribe((message) => messages.push(message)),
    client.state<Record<string, Reading>>(TOPIC).subscribe((state) => states.push(state)),
  ];
  return {
    client,
    states,
    messages,
    statuses,
    until: (status) => firstValueFrom(client.status$.pipe(filter(({ kind }) => kind === status))),
    shows: (fits) => firstValueFrom(client.state<Record<string, Reading>>(TOPIC).pipe(filter(fits))),
    leave: () => subscriptions.forEach((subscription) => subscription.unsubscribe()),
  };
}

/** What a client has that folds whatever comes. */
function foldOf(messages: readonly Record<string, unknown>[]): unknown {
  return messages.reduce<object>((state, { kind, key, data }) => {
    if (kind === 'snapshot') return data as object;
    return kind === 'event' ? { ...state, [String(key)]: data } : state;
  }, {});
}

describe('bridge over sockets', () => {
  for (const mount of BRIDGE_MOUNTS) {
    it(`sits under ${mount.name}, beside what is served there already`, async () => {
      const { hub, bridge, ticket } = bridgeParts();
      const { server, close } = await mount.server(eventStreamListener(bridge));
      attachWebSockets(server, bridge);
      const topic = readings(hub);
      topic.next({ id: 'a', n: 1 });
      await withPort(server, async (port) => {
        expect(await (await fetch(`http://127.0.0.1:${String(port)}/hello`)).text()).to.equal('hello');
        for (const way of Object.values(WAYS)) {
          const page = watch(port, { sockets: [way(port)], ticket });
          await page.until('live');
          topic.next({ id: 'b', n: page.states.length });
          await page.shows((state) => 'b' in state);
          expect(page.states.at(-1)).to.deep.equal(topic.read().data);
          page.leave();
        }
        bridge.close();
      });
      await close();
    });
  }

  for (const [name, way] of Object.entries(WAYS)) {
    describe(`to a client over ${name}`, () => {
      it('resumes after the network was cut, and misses nothing', async () => {
        await withServer(async ({ hub, port, ticket }) => {
          const proxy = await startFaultProxy({ targetPort: port });
          const topic = readings(hub);
          topic.next({ id: 'a', n: 1 });
          const page = watch(proxy.port, { sockets: [way(proxy.port)], ticket });
          await page.until('live');
          proxy.set({ reset: true });
          await page.until('stale');
          topic.next({ id: 'a', n: 2 });
          topic.next({ id: 'b', n: 3 });
          proxy.set({});
          await page.until('live');
          await page.shows((state) => 'b' in state);
          expect(page.messages.map(({ kind }) => kind)).to.deep.equal(['snapshot', 'event', 'event']);
          expect(page.states.at(-1)).to.deep.equal(topic.read().data);
          page.leave();
          await proxy.close();
        });
      });

      it('notices a network that swallows everything, and is not live meanwhile', async () => {
        await withServer(
          async ({ hub, port, ticket }) => {
            const proxy = await startFaultProxy({ targetPort: port });
            const topic = readings(hub);
            const page = watch(proxy.port, { sockets: [way(proxy.port)], ticket });
            await page.until('live');
            proxy.set({ halfOpen: true });
            await page.until('stale');
            topic.next({ id: 'a', n: 1 });
            proxy.set((connection) => ({ halfOpen: connection === 0 }));
            await page.until('live');
            await page.shows((state) => 'a' in state);
            page.leave();
            await proxy.close();
          },
          { pingEveryMs: 100 },
        );
      });

      it('is told of the new epoch when the server was killed and comes back', async () => {
        const first = await startBridgeServer();
        readings(first.hub).next({ id: 'old', n: 1 });
        let { ticket } = first;
        const page = watch(first.port, { sockets: [way(first.port)], ticket: () => ticket() });
        await page.until('live');
        await first.kill();
        await page.until('stale');
        const second = await startBridgeServer({}, { port: first.port });
        ({ ticket } = second);
        const topic = readings(second.hub);
        topic.next({ id: 'new', n: 2 });
        await page.until('live');
        await page.shows((state) => 'new' in state);
        expect(page.messages.map(({ kind }) => kind)).to.deep.equal(['snapshot', 'reset', 'snapshot']);
        expect(page.messages[1]).to.include({ reason: 'epochChanged' });
        expect(page.states.at(-1)).to.deep.equal(topic.read().data);
        page.leave();
        await second.kill();
      });

      it('comes back after the server said goodbye, and stays away after its session was revoked', async () => {
        await withServer(async ({ hub, bridge, port, ticket }) => {
          readings(hub);
          const page = watch(port, { sockets: [way(port)], ticket });
          const errors: unknown[] = [];
          page.client.state(TOPIC).subscribe({ error: (error: unknown) => errors.push(error) });
          page.client.topic(TOPIC).subscribe({ error: () => undefined });
          await page.until('live');
          const began = Date.now();
          page.leave();
          bridge.revoke(SESSION.tenant, SESSION.userId);
          await page.until('revoked');
          expect(Date.now() - began).to.be.lessThan(5_000);
          expect(errors).to.have.length(1);
          while (bridge.size() > 0) await new Promise(setImmediate);
        });
      });
    });
  }

  it('falls back to fetch streams where a WebSocket does not get through', async () => {
    await withServer(async ({ hub, port, ticket }) => {
      const topic = readings(hub);
      topic.next({ id: 'a', n: 1 });
      const nowhere = webSocketClient(
        class extends WebSocket {
          constructor(_url: string, protocols: string[]) {
            super(`ws://127.0.0.1:${String(port)}/swallowed`, protocols);
          }
        },
      );
      const page = watch(port, { sockets: [nowhere, WAYS['fetch streams'](port)], ticket });
      await page.until('live');
      expect(page.states.at(-1)).to.deep.equal(topic.read().data);
      page.leave();
    });
  });

  it('asks an event stream for more by another stream, and both topics go on', async () => {
    await withServer(async ({ hub, port, ticket }) => {
      const topic = readings(hub);
      topic.next({ id: 'a', n: 1 });
      const other = hub.topic<Reading>('other/u1', { key: ({ id }) => id });
      const page = watch(port, { sockets: [WAYS['fetch streams'](port)], ticket });
      await page.until('live');
      const late = firstValueFrom(page.client.state<object>('other/u1').pipe(filter((state) => 'z' in state)));
      await page.until('live');
      other.next({ id: 'z', n: 1 });
      topic.next({ id: 'b', n: 2 });
      await late;
      await page.shows((state) => 'b' in state);
      expect(page.messages.map(({ kind }) => kind)).to.deep.equal(['snapshot', 'event']);
      page.leave();
    });
  });

  it('resumes an event stream by Last-Event-ID, as a browser does by itself', async () => {
    await withServer(async ({ hub, port, tickets }) => {
      const topic = hub.topic<string>('log/u1');
      const open = (lastEventId?: string) =>
        fetch(`http://127.0.0.1:${String(port)}/live/events?topic=log/u1`, {
          headers: {
            authorization: `Ticket ${tickets.issue(SESSION)}`,
            ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
          },
        });
      const events = async (response: Response, until: string) => {
        let text = '';
        for await (const piece of response.body ?? []) {
          text += Buffer.from(piece as Uint8Array).toString();
          if (text.includes(until)) break;
        }
        return text;
      };
      const first = await open();
      topic.next('a');
      const [, id] = /id: (.*)\n.*"a"/.exec(await events(first, '"a"')) ?? [];
      topic.next('b');
      topic.next('c');
      const second = await events(await open(id), '"c"');
      expect(second).to.contain('"recovered":true').and.to.contain('"b"').and.not.contain('"a"');
      const gone = await events(await open('made.up:1'), 'recovered');
      expect(gone).to.contain('"recovered":false,"reason":"epochChanged"');
    });
  });

  it('holds what waits for a stalled reader at the mark, while another gets everything', async () => {
    const { hub, bridge, tickets } = bridgeParts();
    const ports: SocketPort[] = [];
    const spied: SocketService = {
      ...bridge,
      admit: (request) =>
        bridge.admit(request).pipe(
          map((admission) => {
            if (admission.kind === 'refused') return admission;
            const serve = (port: SocketPort) => (ports.push(port), admission.serve(port));
            return { ...admission, serve };
          }),
        ),
    };
    const server = createServer();
    attachWebSockets(server, spied);
    await withPort(server, async (port) => {
      const topic = hub.topic<Reading & { text: string }>(TOPIC, { key: ({ id }) => id });
      const stalled = await peerOf(port, { ticket: tickets.issue(SESSION) });
      const keen = await peerOf(port, { ticket: tickets.issue(SESSION) });
      for (const peer of [stalled, keen]) {
        peer.say({ kind: 'subscribe', topic: TOPIC });
        await peer.until(({ kind }) => kind === 'snapshot');
      }
      stalled.socket.pause();
      const text = 'x'.repeat(50_000);
      let most = 0;
      for (let n = 1; n <= 600; n++) {
        topic.next({ id: String(n % 10), n, text });
        await keen.until(({ offset }) => offset === n);
        most = Math.max(most, ports[0]?.bufferedBytes() ?? 0);
      }
      expect(most).to.be.greaterThan(100_000).and.at.most(1_048_576);
      expect(keen.messages.filter(({ kind }) => kind === 'event')).to.have.length(600);
      stalled.socket.resume();
      await stalled.until(({ offset }) => offset === 600);
      expect(foldOf(stalled.messages)).to.deep.equal(topic.read().data);
      expect(stalled.messages.length).to.be.lessThan(600);
      for (const { socket } of [stalled, keen]) socket.terminate();
    });
  }).timeout(60_000);

  describe('under attack', () => {
    const upgrade = (path: string, ...headers: readonly string[]) =>
      [
        `GET ${path} HTTP/1.1`,
        'host: x',
        'connection: upgrade',
        'upgrade: websocket',
        'sec-websocket-version: 13',
        'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
        '\r\n',
      ].join('\r\n');

    it('refuses the page of another origin before 101, whatever cookie it rides on (W1)', async () => {
      const authorize = () => of(SESSION);
      await withServer(
        async ({ port }) => {
          const cookie = { cookie: 'session=victim' };
          for (const origin of [
            'https://evil.example',
            'https://app.example.evil.example',
            'http://app.example',
            'null',
          ])
            expect(await peerOf(port, { origin, headers: cookie }), origin).to.have.property('status', 403);
          const without = upgrade('/live', `sec-websocket-protocol: ${BRIDGE_PROTOCOL}`, 'cookie: session=victim');
          expect(await rawExchange(port, without)).to.match(/^HTTP\/1\.1 403 /);
          expect(await peerOf(port, { origin: PAGE, headers: cookie })).to.have.property('status', 101);
        },
        { authorize },
      );
    });

    it('says nothing before it knows who asks, and echoes nothing of what it was given (W2)', async () => {
      await withServer(async ({ port }) => {
        const answer = await rawExchange(
          port,
          upgrade('/live', `sec-websocket-protocol: ${BRIDGE_PROTOCOL}, ticket.stolen`, `origin: ${PAGE}`),
        );
        expect(answer)
          .to.match(/^HTTP\/1\.1 401 Unauthorized\r\n/)
          .and.not.contain('stolen');
      });
    });

    it('refuses a token in the URL (W3)', async () => {
      await withServer(async ({ port, tickets }) => {
        for (const name of ['token', 'access_token', 'ticket', 'jwt', 'api_key', 'authorization'])
          expect(
            await peerOf(port, { path: `/live?${name}=abc`, ticket: tickets.issue(SESSION), origin: PAGE }),
            name,
          ).to.have.property('status', 400);
      });
    });

    it('takes a ticket once (W3)', async () => {
      await withServer(async ({ port, tickets }) => {
        const ticket = tickets.issue(SESSION);
        expect(await peerOf(port, { ticket })).to.have.property('status', 101);
        expect(await peerOf(port, { ticket })).to.have.property('status', 401);
      });
    });

    it('closes a socket whose session is over (W4)', async () => {
      const expiresAt = new Date(Date.now() + 100);
      await withServer(
        async ({ port }) => {
          const { closed } = await peerOf(port, { origin: PAGE });
          expect(await closed).to.equal(CLOSE_CODES.expired);
        },
        { authorize: () => of({ ...SESSION, expiresAt }), pingEveryMs: 500 },
      );
    });

    it("gives nothing of another user's topic, on subscribing and on resuming (W5)", async () => {
      await withServer(async ({ hub, port, tickets }) => {
        const theirs = hub.topic<string>('syncs/u2');
        theirs.next('secret');
        const { socket, say, until, messages } = await peerOf(port, { ticket: tickets.issue(SESSION) });
        const { epoch } = theirs.read();
        for (const since of [undefined, { epoch, offset: 0 }])
          say({ kind: 'subscribe', topic: 'syncs/u2', ...(since && { since }) });
        say({ kind: 'subscribe', topic: TOPIC });
        await until(({ kind }) => kind === 'subscribed');
        theirs.next('another secret');
        readings(hub).next({ id: 'a', n: 1 });
        await until(({ kind }) => kind === 'event' || kind === 'snapshot');
        expect(messages.filter(({ kind }) => kind === 'error')).to.deep.equal([
          { kind: 'error', topic: 'syncs/u2', code: 'forbidden' },
          { kind: 'error', topic: 'syncs/u2', code: 'forbidden' },
        ]);
        expect(JSON.stringify(messages)).not.to.contain('secret');
        socket.terminate();
      });
    });

    it('takes no message over 64 KiB (W7)', async () => {
      await withServer(async ({ port, tickets }) => {
        const fits = await peerOf(port, { ticket: tickets.issue(SESSION) });
        fits.socket.send(JSON.stringify({ kind: 'pong', padding: 'x'.repeat(65_000) }));
        fits.say({ kind: 'subscribe', topic: TOPIC });
        await fits.until(({ kind }) => kind === 'subscribed');
        const { socket, closed } = await peerOf(port, { ticket: tickets.issue(SESSION) });
        socket.send('x'.repeat(65_537));
        expect(await closed).to.equal(CLOSE_CODES.tooBig);
        fits.socket.terminate();
      });
    });

    it('closes on a flood of fragments (W8)', async () => {
      await withServer(async ({ port, tickets }) => {
        const { socket, closed } = await peerOf(port, { ticket: tickets.issue(SESSION) });
        for (let at = 0; at < 70; at++) socket.send('x', { fin: false });
        expect(await closed).to.equal(1008);
      });
    });

    it('closes on a flood of messages (W8)', async () => {
      await withServer(async ({ port, tickets }) => {
        const { say, closed } = await peerOf(port, { ticket: tickets.issue(SESSION) });
        for (let at = 0; at < 320; at++) say({ kind: 'pong' });
        expect(await closed).to.equal(CLOSE_CODES.tooMany);
      });
    });

    it('unpacks nothing: compression is not negotiated, and a compressed frame is a fault (W9)', async () => {
      await withServer(async ({ port, tickets }) => {
        const { socket, headers, closed } = await peerOf(port, {
          ticket: tickets.issue(SESSION),
          headers: { 'sec-websocket-extensions': 'permessage-deflate; client_max_window_bits' },
        });
        expect(headers).not.to.have.property('sec-websocket-extensions');
        const raw = Reflect.get(socket, '_socket') as Socket;
        raw.write(Buffer.from([0xc1, 0x81, 0, 0, 0, 0, 0x00]));
        expect(await closed).to.equal(1002);
      });
    });

    it('closes on garbage, binary or not', async () => {
      await withServer(async ({ port, tickets }) => {
        for (const garbage of [Buffer.from([0, 159, 146, 150]), '{"kind":"hologram"}', '[]', '{"kind":"subscribe"}']) {
          const { socket, closed } = await peerOf(port, { ticket: tickets.issue(SESSION) });
          socket.send(garbage);
          expect(await closed).to.equal(CLOSE_CODES.badMessage);
        }
      });
    });

    it('caps 2,000 sockets that never say who they are, frees them in time, and has room again', async () => {
      const asking = { now: 0, most: 0, isOpen: false };
      const never = new Observable<never>(() => {
        asking.most = Math.max(asking.most, ++asking.now);
        return () => (asking.now -= 1);
      });
      const authorize = () => (asking.isOpen ? of(SESSION) : never);
      const options = { authorize, authorizeWithinMs: 1_000, maxPerAddress: 100 };
      await withServer(async ({ port, bridge }) => {
        const request = upgrade('/live', `sec-websocket-protocol: ${BRIDGE_PROTOCOL}`, `origin: ${PAGE}`);
        const clients = await Promise.all(Array.from({ length: 2_000 }, () => rawClient(port)));
        for (const { socket } of clients) socket.write(request);
        const answers = await Promise.all(clients.map(({ closed }) => closed));
        const statuses = new Set(answers.map((answer) => answer.slice(0, 12)));
        expect(statuses).to.deep.equal(new Set(['HTTP/1.1 401', 'HTTP/1.1 503']));
        expect(asking).to.include({ most: 100, now: 0 });
        asking.isOpen = true;
        const { status, socket } = await peerOf(port, { origin: PAGE });
        expect([status, bridge.size()]).to.deep.equal([101, 1]);
        socket.terminate();
      }, options);
    }).timeout(60_000);

    it('is rid of 2,000 sockets that never finish their request when its server has limits', async () => {
      const parts = bridgeParts();
      const limits = {
        ...INTAKE_SERVER_OPTIONS,
        headersTimeout: 500,
        requestTimeout: 500,
        connectionsCheckingInterval: 100,
      };
      const server = createServer(limits);
      server.maxConnections = 1_000;
      attachWebSockets(server, parts.bridge);
      const port = await listen(server);
      const idle = () =>
        new Promise((resolve) => {
          const socket = connect(port, '127.0.0.1', () => socket.write('GET /live HTTP/1.1\r\nupgrade: web'));
          socket
            .on('error', () => undefined)
            .once('close', resolve)
            .resume();
        });
      await Promise.all(Array.from({ length: 2_000 }, idle));
      expect(await peerOf(port, { ticket: parts.tickets.issue(SESSION) })).to.have.property('status', 101);
      parts.bridge.close();
      server.closeAllConnections();
      server.close();
    }).timeout(60_000);
  });
});
