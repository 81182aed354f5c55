import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request as node:http makes it, with what Express, Nest and others add. */
export interface ServerRequest extends IncomingMessage {
  /** Express: the URL before a router cut it. */
  readonly originalUrl?: string;
  /** What a body parser made. */
  readonly body?: unknown;
  /** Nest with `rawBody: true`, or a `verify` hook of a body parser: the bytes as they came. */
  readonly rawBody?: unknown;
}

/** Fastify's request: its own, around that of node:http. */
export interface WrappedRequest {
  readonly raw: IncomingMessage;
  readonly body?: unknown;
  readonly rawBody?: unknown;
}

/** Fastify's reply: its own, around that of node:http. */
export interface WrappedReply {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

/** A request taken out of whatever wrapped it. */
export interface OpenedRequest {
  readonly message: IncomingMessage & { readonly originalUrl?: string };
  readonly body: unknown;
  readonly rawBody: unknown;
}

/**
 * Takes a request out of its wrapper, if it has one.
 *
 * @param request of node:http, Express, Nest or Fastify
 * @example
 * openRequest(request).message.url;
 */
export function openRequest(request: ServerRequest | WrappedRequest): OpenedRequest {
  const { body, rawBody } = request;
  return { message: 'raw' in request ? request.raw : request, body, rawBody };
}
