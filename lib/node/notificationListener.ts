import type { ServerResponse } from 'node:http';
import type { NotificationReceiver, RawResponse } from '../ports/NotificationReceiver.js';
import { askReceiver } from './intake/askReceiver.js';
import { openRequest, type ServerRequest, type WrappedReply, type WrappedRequest } from './intake/openRequest.js';
import { sendResponse } from './intake/sendResponse.js';

/** Settings of `notificationListener`. */
export interface NotificationListenerOptions {
  /** Hears of what makes the listener answer 500. @defaultValue `next(error)`, or a rejection, for the framework to answer and to show */
  readonly onError?: (error: unknown) => void;
}

/** A handler for node:http, and a route or controller for Express, Fastify and Nest. */
export type NotificationListener = (
  request: ServerRequest | WrappedRequest,
  response: ServerResponse | WrappedReply,
  next?: (error?: unknown) => void,
) => Promise<void>;

const BROKEN: RawResponse = { status: 500, headers: { 'cache-control': 'no-store' }, body: 'internal error' };

/**
 * Serves a receiver under node:http and whatever is built on it.
 *
 * The body is streamed from the socket, as it came, and held back while the store is busy. Where a framework's body
 * parser was there before, the bytes are taken from `rawBody`, or from a `body` that is still bytes. When it kept only
 * what it made of them, the first webhook with the right secret fails with an InvalidOptionError that names the setting.
 * Memory: what the socket holds. Resolves when the answer is on its way, or the client has gone; whoever goes ends the
 * work on its webhook, but for what is stored already.
 *
 * @param receive the receiver, or several behind `receiveNotifications`
 * @param options where errors go
 * @example
 * const listener = notificationListener(receive);
 * createServer(INTAKE_SERVER_OPTIONS, (request, response) => void listener(request, response)).listen(8080);
 */
export function notificationListener(
  receive: NotificationReceiver,
  options: NotificationListenerOptions = {},
): NotificationListener {
  const { onError } = options;
  return async (request, response, next) => {
    const opened = openRequest(request);
    const raw = 'hijack' in response ? response.raw : response;
    // A broken connection is no error of the server's: it ends the work through `close`.
    for (const side of [opened.message, raw]) side.on('error', () => undefined);

    const asked = await askReceiver(receive, opened, raw);
    if (asked.kind === 'failed' && onError === undefined) {
      if (next === undefined) throw asked.error;
      next(asked.error);
      return;
    }
    if ('hijack' in response) response.hijack();
    if (asked.kind === 'gone') return;
    sendResponse(opened.message, raw, asked.kind === 'answered' ? asked.answer : BROKEN);
    if (asked.kind === 'failed') onError?.(asked.error);
  };
}
