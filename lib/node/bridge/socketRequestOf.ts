import type { IncomingMessage } from 'node:http';
import type { SocketRequest } from '../../ports/SocketPort.js';
import { headersOf } from '../headersOf.js';

/**
 * Translates a request for a socket.
 *
 * @param message of node:http
 * @example
 * bridge.admit(socketRequestOf(message)).subscribe();
 */
export function socketRequestOf(message: IncomingMessage): SocketRequest {
  const [path = '', ...query] = (message.url ?? '').split('?');
  const remoteAddress = message.socket.remoteAddress ?? '';
  return { path, query: query.join('?'), headers: headersOf(message), remoteAddress };
}
