import type { HttpResponse } from './HttpPort.js';

/**
 * Says whether an answer calls itself a page for people: such a page says nothing beyond its status.
 *
 * @param response any answer
 * @example
 * isHtml({ status: 502, headers: { 'content-type': 'text/html' }, body: new Uint8Array() }); // true
 */
export function isHtml({ headers }: HttpResponse): boolean {
  return /\bx?html\b/i.test(headers['content-type'] ?? '');
}
