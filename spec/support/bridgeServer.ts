import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type Observable, of } from 'rxjs';
import WebSocket from 'ws';
import { createHub } from '../../lib/bridge/hub/createHub.js';
import type { Hub } from '../../lib/bridge/hub/Hub.js';
import { BRIDGE_PROTOCOL } from '../../lib/bridge/protocol/BRIDGE_PROTOCOL.js';
import { createTickets, type Tickets } from '../../lib/bridge/server/createTickets.js';
import type { BridgeOptions } from '../../lib/bridge/server/options.js';
import { type Bridge, serveBridge } from '../../lib/bridge/server/serveBridge.js';
import { attachWebSockets } from '../../lib/node/bridge/attachWebSockets.js';
import { eventStreamListener } from '../../lib/node/bridge/eventStreamListener.js';

/** The page that may connect, and who is behind it. */
export const PAGE = 'https://app.example';
export const SESSION = { tenant: 'acme', userId: 'u1' };

/** A hub with its door, before it has a server. */
export interface BridgeParts {
  readonly hub: Hub;
  readonly bridge: Bridge;
  readonly tickets: Tickets;
  ticket(): Observable<string>;
}

/** Topics are `NAME/USER`; everybody hears their own. */
export function bridgeParts(options: Partial<BridgeOptions> = {}): BridgeParts {
  const hub = createHub();
  const tickets = createTickets();
  const bridge = serveBridge(hub, {
    origins: [PAGE],
    authorize: ({ ticket }) => of(tickets.redeem(ticket)),
    authorizeTopic: ({ userId }, topic) => topic.endsWith(`/${userId}`),
    ...options,
  });
  return { hub, bridge, tickets, ticket: () => of(tickets.issue(SESSION)) };
}

/** A bridge on loopback. */
export interface BridgeServer extends BridgeParts {
  readonly server: Server;
  readonly port: number;
  /** Cuts every connection, and frees the port. */
  kill(): Promise<void>;
}

/** Serves WebSockets at `/live`, event streams at `/live/events`, and a page at `/hello`. */
export async function startBridgeServer(
  options: Partial<BridgeOptions> = {},
  place: { readonly port?: number; readonly server?: (listener: RequestListener) => Server } = {},
): Promise<BridgeServer> {
  const parts = bridgeParts(options);
  const stream = eventStreamListener(parts.bridge);
  const server = (place.server ?? createServer)((request, response) => {
    if (request.url?.startsWith('/live/events') === true) stream(request, response);
    else response.end('hello');
  });
  attachWebSockets(server, parts.bridge, { goodbyeMs: 200 });
  const port = await listen(server, place.port);
  return { ...parts, server, port, kill: killer(server) };
}

/** Listens on loopback and gives the port. */
export async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Makes what cuts every connection of a server, upgraded ones too, and waits until its port is free. */
export function killer(server: Server): () => Promise<void> {
  const sockets = new Set<{ destroy(): unknown }>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    if (server.listening) await once(server, 'close');
  };
}

/** A WebSocket as `ws` opens it, with what came through it. */
export interface PeerSocket {
  readonly socket: WebSocket;
  readonly messages: readonly Record<string, unknown>[];
  /** The status of the answer: 101 when the socket is open. */
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The close code. */
  readonly closed: Promise<number>;
  say(message: object): void;
  /** Resolves with the first message that fits. */
  until(fits: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
}

/** How a peer comes. */
export interface PeerOptions {
  readonly ticket?: string;
  readonly origin?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens a WebSocket, or learns how that is refused. */
export async function peerOf(port: number, options: PeerOptions = {}): Promise<PeerSocket> {
  const { ticket, origin, path = '/live', headers } = options;
  const protocols = [BRIDGE_PROTOCOL, ...(ticket === undefined ? [] : [`ticket.${ticket}`])];
  const settings = { ...(origin !== undefined && { origin }), ...(headers && { headers }) };
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}${path}`, protocols, settings);
  const messages: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    const parsed = JSON.parse(Buffer.from(data as Buffer).toString()) as Record<string, unknown>;
    messages.push(...(Array.isArray(parsed) ? (parsed as Record<string, unknown>[]) : [parsed]));
    for (const look of waiting) look();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const answer = await new Promise<{ status: number; headers: Record<string, unknown> }>((resolve) => {
    socket.once('upgrade', ({ headers: given }) => resolve({ status: 101, headers: given }));
    socket.once('unexpected-response', (request, { statusCode = 0, headers: given }) => {
      request.destroy();
      resolve({ status: statusCode, headers: given });
    });
  });
  if (answer.status === 101 && socket.readyState !== socket.OPEN) await once(socket, 'open');
  const until: PeerSocket['until'] = (fits) =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = messages.find(fits);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return { socket, messages, ...answer, closed, say: (message) => socket.send(JSON.stringify(message)), until };
}
