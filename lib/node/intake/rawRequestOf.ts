import type { RawRequest } from '../../ports/NotificationReceiver.js';
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
  const { method = '', url = '', originalUrl = url, headers, socket } = message;
  const named = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
  const [path = ''] = originalUrl.split('?');
  return { method, path, headers: Object.fromEntries(named), remoteAddress: socket.remoteAddress ?? '', body, flow };
}
