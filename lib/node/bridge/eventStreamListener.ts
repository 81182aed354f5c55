import type { IncomingMessage, ServerResponse } from 'node:http';
import { EMPTY, type Observable, switchMap } from 'rxjs';
import type { AdmittedSocket, RefusedSocket, SocketService } from '../../ports/SocketService.js';
import type { WrappedReply, WrappedRequest } from '../intake/openRequest.js';
import { eventStreamPort } from './eventStreamPort.js';
import { parseWishes, type WishedTopic } from './parseWishes.js';
import { socketRequestOf } from './socketRequestOf.js';

/** A handler for node:http, and a route or controller for Express, Fastify and Nest. */
export type EventStreamListener = (
  request: IncomingMessage | WrappedRequest,
  response: ServerResponse | WrappedReply,
) => void;

const STREAM = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Nginx and others hold an answer back until it is whole unless told otherwise.
  'x-accel-buffering': 'no',
};

/**
 * Serves a bridge as server-sent events: for networks in which a WebSocket does not get through, and for `EventSource`.
 *
 * Topics are asked for as `?topic=…`, once for each. The rules are those of sockets: who asks is authorised before the
 * answer begins, a slow reader is treated as its topics say, and whoever comes back with `Last-Event-ID` goes on where it
 * was or is told that it cannot. Memory: what the sockets buffer.
 *
 * @param service such as a bridge
 * @example
 * app.get('/live/events', eventStreamListener(bridge));
 */
export function eventStreamListener(service: SocketService): EventStreamListener {
  return (request, response) => {
    const message = 'raw' in request ? request.raw : request;
    if ('hijack' in response) response.hijack();
    const answer = 'hijack' in response ? response.raw : response;
    const { origin } = message.headers;
    if (origin !== undefined && service.allowsOrigin(origin)) allowPage(answer, origin);
    if (message.method === 'OPTIONS') {
      answer.writeHead(204).end();
      return;
    }
    answer.on('error', () => undefined);
    const asked = socketRequestOf(message);
    const wishes = parseWishes(asked);
    if (message.method !== 'GET' || wishes.length === 0) {
      answer.writeHead(message.method === 'GET' ? 400 : 405).end();
      return;
    }
    const serving = service
      .admit(asked)
      .pipe(
        switchMap((admission) =>
          admission.kind === 'refused' ? refuse(answer, admission.status) : serve(admission, answer, wishes),
        ),
      )
      .subscribe({ error: () => answer.destroy() });
    answer.once('close', () => {
      serving.unsubscribe();
    });
  };
}

function serve(admitted: AdmittedSocket, answer: ServerResponse, wishes: readonly WishedTopic[]): Observable<never> {
  answer.writeHead(200, STREAM);
  return admitted.serve(eventStreamPort(answer, wishes));
}

function refuse(answer: ServerResponse, status: RefusedSocket['status']): Observable<never> {
  answer.writeHead(status, status === 503 ? { 'retry-after': '5' } : {}).end();
  return EMPTY;
}

function allowPage(answer: ServerResponse, origin: string): void {
  answer.setHeader('vary', 'origin');
  answer.setHeader('access-control-allow-origin', origin);
  answer.setHeader('access-control-allow-credentials', 'true');
  answer.setHeader('access-control-allow-headers', 'authorization, last-event-id');
}
