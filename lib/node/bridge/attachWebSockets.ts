import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { EMPTY, Observable, of, Subscription, switchMap } from 'rxjs';
import { type WebSocket, WebSocketServer } from 'ws';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { AdmittedSocket, RefusedSocket, SocketAdmission, SocketService } from '../../ports/SocketService.js';
import { socketRequestOf } from './socketRequestOf.js';
import { wsSocketPort, type WsSocketPlace } from './wsSocketPort.js';

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
const NOT_HERE = { kind: 'refused', status: 404 } as const;

/**
 * Serves a bridge over WebSocket under any server of node:http or node:https, and what is built on one.
 *
 * Who is refused gets an HTTP answer and never a socket. Compression is off: it costs memory for each socket, and a small
 * message may unpack to a large one. Memory: what the sockets buffer. Unsubscribing stops listening and closes nothing;
 * `bridge.close()` does. Throws InvalidOptionError.
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
  const { path, goodbyeMs } = resolveOptions(options);
  const upgrades = socketsOf(service);
  const place: WsSocketPlace = { encoded: new WeakMap(), goodbyeMs };
  const upgrade = (message: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const request = socketRequestOf(message);
    if (request.path !== path && server.listenerCount('upgrade') > 1) return;
    // A broken socket is no error of the server's: it ends through `close`.
    stream.on('error', () => undefined);
    const unwatch = watchEnd(stream);
    const open = (served: (socket: WebSocket) => void): void => {
      unwatch();
      upgrades.handleUpgrade(message, stream, head, served);
    };
    const asked: Observable<SocketAdmission | typeof NOT_HERE> =
      request.path === path ? service.admit(request) : of(NOT_HERE);
    const serving = asked
      .pipe(
        switchMap((admission) =>
          admission.kind === 'refused' ? refuse(stream, admission.status) : serve(admission, open, place),
        ),
      )
      .subscribe({ error: () => stream.destroy() });
    stream.once('close', () => {
      serving.unsubscribe();
    });
  };
  server.on('upgrade', upgrade);
  return new Subscription(() => {
    server.off('upgrade', upgrade);
  });
}

function resolveOptions({ path = '/live', goodbyeMs = 2_000 }: WebSocketsOptions): Required<WebSocketsOptions> {
  if (!path.startsWith('/')) throw new InvalidOptionError('path', path, 'a path that begins with /');
  if (!(goodbyeMs >= 1)) throw new InvalidOptionError('goodbyeMs', goodbyeMs, '≥ 1 ms');
  return { path, goodbyeMs };
}

function socketsOf(service: SocketService): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: service.maxMessageBytes,
    maxFragments: MOST_FRAGMENTS,
    handleProtocols: (offered) => offered.has(service.protocol) && service.protocol,
  });
}

/** Destroys a stream that the client ends before it is answered: while nobody reads, nobody would notice. */
function watchEnd(stream: Duplex): () => void {
  const look = (): void => {
    if (stream.readableLength === 0) stream.read();
  };
  const end = (): void => {
    stream.destroy();
  };
  stream.on('readable', look).once('end', end);
  return () => {
    stream.off('readable', look).off('end', end);
  };
}

/** Opens the socket that was granted, and serves it; one that cannot be opened gives its place back. */
function serve(
  admitted: AdmittedSocket,
  open: (served: (socket: WebSocket) => void) => void,
  place: WsSocketPlace,
): Observable<never> {
  const opened = new Observable<WebSocket>((subscriber) => {
    open((socket) => {
      socket.on('error', () => undefined);
      subscriber.next(socket);
    });
    return () => {
      admitted.cancel();
    };
  });
  return opened.pipe(switchMap((socket) => admitted.serve(wsSocketPort(socket, place))));
}

function refuse(stream: Duplex, status: RefusedSocket['status'] | 404): Observable<never> {
  const later = status === 503 ? `Retry-After: ${String(RETRY_AFTER_S)}\r\n` : '';
  stream.end(
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n${later}\r\n`,
    () => stream.destroy(),
  );
  return EMPTY;
}
