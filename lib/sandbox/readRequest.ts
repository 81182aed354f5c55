import { Buffer } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { SandboxRequest } from './core/SandboxRequest.js';

/** Most a request's body may hold. Unit: bytes. */
export const MAX_BODY_BYTES = 1_048_576;

/**
 * Reads a request to its end; undefined when its body is larger than {@link MAX_BODY_BYTES}.
 *
 * @param message the request on its socket
 * @param origin which of the two servers it reached
 * @example
 * const request = await readRequest(message, 'api');
 */
export async function readRequest(
  message: IncomingMessage,
  origin: SandboxRequest['origin'],
): Promise<SandboxRequest | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(part);
  }
  const headers = Object.entries(message.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
  return {
    origin,
    method: message.method ?? 'GET',
    target: message.url ?? '/',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
