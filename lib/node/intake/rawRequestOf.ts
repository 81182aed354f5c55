import type { RawRequest } from '../../ports/NotificationReceiver.js';
import { headersOf } from '../headersOf.js';
import type { HeldBody } from './bodyOf.js';
import type { OpenedRequest } from './openRequest.js';

/**
 * Translates a request of node:http.
 *
 * @param request taken out of its wrapper
 * @param held its bytes
 * @example
 * receive(rawRequestOf(request, bodyOf(request.message)));
 */
export function rawRequestOf({ message }: Pick<OpenedRequest, 'message'>, { body, flow }: HeldBody): RawRequest {
  const { method = '', url = '', originalUrl = url, socket } = message;
  const [path = ''] = originalUrl.split('?');
  return { method, path, headers: headersOf(message), remoteAddress: socket.remoteAddress ?? '', body, flow };
}
