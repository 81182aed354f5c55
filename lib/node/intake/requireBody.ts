import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { bodyOf, type HeldBody } from './bodyOf.js';
import type { OpenedRequest } from './openRequest.js';
import { piecesOf } from './piecesOf.js';

const SETTINGS = [
  'Nest: NestFactory.create(module, { rawBody: true })',
  'Express: mount the listener before express.json(), or give every parser verify: (req, _, bytes) => { req.rawBody = bytes; }',
  "Fastify: removeAllContentTypeParsers() and addContentTypeParser('*', (request, payload, done) => done(null)) around this route",
].join('; ');

/**
 * Gives the bytes of a request as they came: from the socket, or from where a body parser kept them.
 *
 * Errors: throws InvalidOptionError, which names the setting of each framework, when a parser has read the body and kept
 * only what it made of it; that cannot be turned into the same bytes again.
 *
 * @param request taken out of its wrapper
 * @example
 * const { body, flow } = requireBody(openRequest(request));
 */
export function requireBody({ message, body, rawBody }: OpenedRequest): HeldBody {
  for (const kept of [rawBody, body]) {
    if (kept instanceof Uint8Array) return piecesOf(kept);
  }
  if (!message.readableDidRead) return bodyOf(message);
  throw new InvalidOptionError('rawBody', rawBody, `the bytes that a body parser has read before (${SETTINGS})`);
}
