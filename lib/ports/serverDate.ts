import type { HttpResponse } from './HttpPort.js';

/**
 * Reads upstream's clock from the `Date` header, floored to the second; undefined without a plausible one.
 *
 * @param response any answer
 * @example
 * serverDate({ status: 204, headers: { date: 'Mon, 04 Jun 2018 11:34:57 GMT' }, body: new Uint8Array() });
 */
export function serverDate({ headers }: HttpResponse): Date | undefined {
  const at = Date.parse(headers['date'] ?? '');
  return Number.isFinite(at) && at > 0 ? new Date(Math.floor(at / 1000) * 1000) : undefined;
}
