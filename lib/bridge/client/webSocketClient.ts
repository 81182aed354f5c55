import { Observable } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { ClientSocketEvent, ClientSocketPort } from '../../ports/ClientSocketPort.js';
import { hostMember } from './hostMember.js';

/** As much of the platform's WebSocket as the client uses. */
export interface PlatformSocket {
  send(text: string): void;
  close(code?: number): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
}

/** Its constructor. */
export type PlatformWebSocket = new (url: string, protocols: string[]) => PlatformSocket;

/**
 * Opens sockets with the platform's WebSocket, that of browsers, Deno, Bun and Node from 22 on, or with another.
 *
 * The ticket travels as a subprotocol, because browsers can set no header. Errors: throws InvalidOptionError where there
 * is no WebSocket.
 *
 * @param WebSocket of the `ws` package, say. Default: the global one
 * @example
 * connectBridge('wss://app.example/live', { socket: webSocketClient(WebSocket) });
 */
export function webSocketClient(WebSocket: PlatformWebSocket = globalWebSocket()): ClientSocketPort {
  return ({ url, protocol, ticket }) =>
    new Observable<ClientSocketEvent>((subscriber) => {
      const socket = new WebSocket(url, [protocol, ...(ticket === undefined ? [] : [`ticket.${ticket}`])]);
      socket.onopen = () => {
        subscriber.next({
          kind: 'open',
          send: (text) => {
            socket.send(text);
          },
        });
      };
      socket.onmessage = ({ data }: { readonly data: unknown }) => {
        if (typeof data === 'string') subscriber.next({ kind: 'text', text: data });
      };
      socket.onclose = ({ code, reason }: { readonly code: number; readonly reason: string }) => {
        subscriber.next({ kind: 'closed', code, reason });
        subscriber.complete();
      };
      socket.onerror = () => undefined;
      return () => {
        socket.close(1000);
      };
    });
}

function globalWebSocket(): PlatformWebSocket {
  const found = hostMember('WebSocket');
  if (isConstructor(found)) return found;
  throw new InvalidOptionError('socket', undefined, 'a ClientSocketPort: this platform has no WebSocket of its own');
}

function isConstructor(value: unknown): value is PlatformWebSocket {
  return typeof value === 'function';
}
