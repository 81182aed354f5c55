import type { HttpResponse } from '../ports/HttpPort.js';

/**
 * Makes a response without a body.
 *
 * @param status HTTP status code
 * @param headers names in lower case
 * @example
 * emptyResponse(429, { 'retry-after': '2' });
 */
export function emptyResponse(status: number, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status, headers, body: new Uint8Array() };
}
