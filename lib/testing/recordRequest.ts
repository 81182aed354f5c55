import type { HttpRequest } from '../ports/HttpPort.js';
import type { RecordedRequest } from './RecordedRequest.js';

const SECRET_FIELDS = 'client_secret|password|refresh_token|access_token';
const IN_JSON = new RegExp(`("(?:${SECRET_FIELDS})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*"`, 'g');
const IN_FORM = new RegExp(`(^|&)(${SECRET_FIELDS})=[^&]*`, 'g');

/** A record that is still being written. */
export type OpenRecord = { -readonly [K in keyof RecordedRequest]: RecordedRequest[K] };

/**
 * Writes down a request as it is made, its secrets left out.
 *
 * @param request what was asked
 * @param at when. Unit: ms
 * @example
 * recordRequest(request, asyncScheduler.now()).path; // '/v2.1/queues/7'
 */
export function recordRequest(request: HttpRequest, at: number): OpenRecord {
  const { operation, method, url } = request;
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => {
    const lower = name.toLowerCase();
    return [lower, lower === 'authorization' ? '[secret]' : value];
  });
  return {
    operation,
    method,
    path: url.pathname + url.search,
    headers: Object.fromEntries(headers),
    body: request.body?.replace(IN_JSON, '$1[secret]"').replace(IN_FORM, '$1$2=[secret]'),
    at,
    endedAt: undefined,
    end: undefined,
  };
}
