import type { HttpResponse } from '../ports/HttpPort.js';

/**
 * Makes a response whose body is JSON.
 *
 * @param status HTTP status code
 * @param value what the body says
 * @param headers further headers, names in lower case
 * @example
 * jsonResponse(200, [{ id: '20', event_type: 'SYNC_ALL_SUCCESS' }]);
 */
export function jsonResponse(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: new TextEncoder().encode(JSON.stringify(value)),
  };
}
