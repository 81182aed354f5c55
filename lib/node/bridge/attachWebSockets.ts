import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { Subscription } from 'rxjs';
import { type WebSocket, WebSocketServer } from 'ws';
import type { SharedFrame } from '../../ports/SocketPort.js';
import type { AdmittedSocket, RefusedSocket, SocketService } from '../../ports/SocketService.js';
import { socketRequestOf } from './socketRequestOf.js';
import { wsSocketPort } from './wsSocketPort.js';

/** Options of `attachWebSockets`. */
export interface WebSocketsOptions {
  /** Path of the URL under which sockets are opened; requests for others are left to who else listens. @defaultValue `'/live'` */
  readonly path?: string;
  /** Time that a client has to answer a goodbye. Unit: ms, ≥ 1. @defaultValue `2_000` */
  readonly goodbyeMs?: number;
}

/** Fragments of one message, at most: tiny ones cost far more than their bytes. */
const MOST_FRAGMENTS = 64;
const RETRY_AFTER_S = 5;

/**
 * Serves a bridge over WebSocket under any server of node:http or node:https, and what is built on one.
 *
 * Who is refused gets an HTTP answer and never a socket. Compression is off: it costs memory for each socket, and a small
 * message may unpack to a large one. Memory: what the sockets buffer. Unsubscribing stops listening and closes nothing;
 * `bridge.close()` does.
 *
 * @param server whose upgrades are taken
 * @param service such as a bridge
 * @param options path and patience
 * @example
 * attachWebSockets(server, serveBridge(hub, options), { path: '/live' });
 */
export function attachWebSockets(
  server: Server | SecureServer,
  service: SocketService,
  options: WebSocketsOptions = {},
): Subscription {
  const { path = '/live', goodbyeMs = 2_000 } = options;
  const encoded = new WeakMap<SharedFrame, Buffer>();
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: service.maxMessageBytes,
    maxFragments: MOST_FRAGMENTS,
    handleProtocols: (offered) => offered.has(service.protocol) && service.protocol,
  });
  const open = (admitted: AdmittedSocket, message: IncomingMessage, stream: Duplex, head: Buffer): void => {
    stream.once('close', admitted.cancel);
    sockets.handleUpgrade(message, stream, head, (socket: WebSocket) => {
      // A broken socket is no error of the server's: it ends through `close`.
      socket.on('error', () => undefined);
      admitted.serve(wsSocketPort(socket, { stream, encoded, goodbyeMs })).subscribe();
    });
  };
  const upgrade = (message: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const request = socketRequestOf(message);
    if (request.path !== path && server.listenerCount('upgrade') > 1) return;
    stream.on('error', () => undefined);
    if (request.path !== path) {
      refuse(stream, 404);
      return;
    }
    const asked = service.admit(request).subscribe((admission) => {
      if (admission.kind === 'refused') refuse(stream, admission.status);
      else open(admission, message, stream, head);
    });
    stream.once('close', () => {
      asked.unsubscribe();
    });
  };
  server.on('upgrade', upgrade);
  return new Subscription(() => {
    server.off('upgrade', upgrade);
  });
}

function refuse(stream: Duplex, status: RefusedSocket['status'] | 404): void {
  const later = status === 503 ? `Retry-After: ${String(RETRY_AFTER_S)}\r\n` : '';
  stream.end(
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n${later}\r\n`,
    () => stream.destroy(),
  );
}
