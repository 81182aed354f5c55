import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ResponseTooLargeError } from '../errors/ResponseTooLargeError.js';
import type { HttpRequest } from '../ports/HttpPort.js';

const UNPACKERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** What we can unpack, for `accept-encoding`. */
export const ENCODINGS = 'gzip, deflate, br';

/**
 * Reads a body to its end, unpacked; stops as soon as it is over the cap, counted after unpacking.
 *
 * Errors: rejects with ResponseTooLargeError, or with what the stream fails with.
 *
 * @param body as it comes from the socket
 * @param encoding value of `content-encoding`; an unknown one is handed over as it is
 * @param request says the cap
 * @example
 * await readBody(response.body, 'gzip', request);
 */
export async function readBody(body: Readable, encoding: string, request: HttpRequest): Promise<Uint8Array> {
  const name = encoding.trim().toLowerCase();
  const unpacker = Object.hasOwn(UNPACKERS, name) ? UNPACKERS[name]?.() : undefined;
  if (unpacker === undefined) return collected(body, request);
  // Either end of the pipe takes the other along, so that a bomb stops the socket and a broken socket stops the reader.
  body.on('error', (error) => unpacker.destroy(error));
  unpacker.on('close', () => body.destroy());
  body.pipe(unpacker);
  return collected(unpacker, request);
}

async function collected(stream: Readable, { operation, maxBytes }: HttpRequest): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) continue;
    bytes += chunk.byteLength;
    // Leaving the loop destroys the stream.
    if (bytes > maxBytes) throw new ResponseTooLargeError(operation, maxBytes);
    chunks.push(chunk);
  }
  const [only, ...more] = chunks;
  return only !== undefined && more.length === 0 ? only : Buffer.concat(chunks);
}
