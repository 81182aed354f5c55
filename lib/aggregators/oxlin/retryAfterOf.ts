import type { HttpResponse } from '../../ports/HttpPort.js';

/**
 * Reads how long upstream asks to be left alone.
 *
 * @param response the refusal
 * @param now the caller's clock. Unit: ms since the epoch
 * @example
 * retryAfterOf({ status: 429, headers: { 'retry-after': '2' }, body: new Uint8Array() }, 0); // 2000
 */
export function retryAfterOf({ headers }: HttpResponse, _now: number): number | undefined {
  const seconds = Number(headers['retry-after']);
  return Number.isInteger(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
