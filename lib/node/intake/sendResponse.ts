import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawResponse } from '../../ports/NotificationReceiver.js';

/** So much of what it still sends is taken and thrown away; then the rest waits in its own network. Unit: bytes */
const LINGER_BYTES = 1_048_576;
/** So long a client that still sends may take to see its answer before the connection is cut. Unit: ms */
const LINGER_MS = 1_000;

/**
 * Sends an answer. A client that is still sending gets it at once, and then no more than a moment to stop: the rest of
 * its body is thrown away unread by anybody, and the connection is closed.
 *
 * Never throws: a connection that is gone needs no answer.
 *
 * @param message the request, which may not have ended
 * @param response where to
 * @param answer what to send
 * @example
 * sendResponse(request, response, { status: 200, headers: {}, body: 'ok' });
 */
export function sendResponse(message: IncomingMessage, response: ServerResponse, answer: RawResponse): void {
  if (response.headersSent || response.destroyed) return;
  const { status, headers, body } = answer;
  const isOver = message.complete || !hasBody(message);
  response.writeHead(status, {
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
    ...(!isOver && { connection: 'close' }),
  });
  if (isOver) {
    response.end(body);
    return;
  }
  // The answer is out before the connection is closed: closing with unread bytes would reset it, answer and all.
  response.write(body);
  let thrownAway = 0;
  message.on('data', ({ byteLength }: Uint8Array) => {
    thrownAway += byteLength;
    if (thrownAway > LINGER_BYTES) message.pause();
  });
  message.resume();
  const cut = (): void => {
    clearTimeout(lingering);
    if (!response.writableEnded) response.end(() => message.destroy());
  };
  const lingering = setTimeout(cut, LINGER_MS);
  message.once('end', cut).once('close', cut);
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
