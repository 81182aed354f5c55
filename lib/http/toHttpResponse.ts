import { InvalidOptionError } from '../errors/InvalidOptionError.js';
import { RedirectRefusedError } from '../errors/RedirectRefusedError.js';
import { ResponseTooLargeError } from '../errors/ResponseTooLargeError.js';
import type { HttpRequest, HttpResponse } from '../ports/HttpPort.js';
import { plainHeaders } from '../ports/plainHeaders.js';

/** What an axios adapter answers, as far as it is believed. */
export interface AdapterAnswer {
  readonly status: number;
  readonly headers: unknown;
  readonly data: unknown;
}

/**
 * Turns what an adapter answered into bytes and plain headers; throws on redirects and on answers past the cap.
 *
 * A browser hides a redirect behind status 0; that counts as one.
 *
 * @param answer what the adapter gave
 * @param request what was asked
 * @example
 * toHttpResponse({ status: 200, headers: { Date: '…' }, data: new ArrayBuffer(0) }, request);
 */
export function toHttpResponse(answer: AdapterAnswer, request: HttpRequest): HttpResponse {
  const { status } = answer;
  if (status === 0 || (status >= 300 && status < 400)) throw new RedirectRefusedError(request.operation, status);
  const body = bytesOf(answer.data);
  // Adapters of the caller's own need not know the cap.
  if (body.byteLength > request.maxBytes) throw new ResponseTooLargeError(request.operation, request.maxBytes);
  return { status, headers: plainHeaders(answer.headers), body };
}

function bytesOf(data: unknown): Uint8Array {
  if (data instanceof Uint8Array) return data;
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (typeof data === 'string') return new TextEncoder().encode(data);
  if (data === undefined || data === null) return new Uint8Array();
  throw new InvalidOptionError('axios.defaults.adapter', typeof data, 'an adapter that answers with bytes or text');
}
