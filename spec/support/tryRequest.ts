import type { HttpRequest } from '../../lib/ports/HttpPort.js';

/** A request for specs: GET, 2 s, 64 KiB. */
export function tryRequest(url: string, changes: Partial<HttpRequest> = {}): HttpRequest {
  return {
    operation: 'try port',
    method: 'GET',
    url: new URL(url),
    headers: {},
    deadlineMs: 2_000,
    maxBytes: 65_536,
    ...changes,
  };
}
