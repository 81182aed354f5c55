import { parseRetryAfter } from '../model/parseRetryAfter.js';
import type { HttpResponse } from './HttpPort.js';
import { serverDate } from './serverDate.js';

/**
 * Reads how long upstream asks to be left alone, in seconds or as a date on upstream's own clock; clamped to an hour.
 *
 * @param response the refusal
 * @param now the caller's clock, for a date without a `Date` header. Unit: ms since the epoch
 * @example
 * retryAfterOf({ status: 429, headers: { 'retry-after': '2' }, body: new Uint8Array() }, 0); // 2000
 */
export function retryAfterOf(response: HttpResponse, now: number): number | undefined {
  return parseRetryAfter(response.headers['retry-after'], serverDate(response), new Date(now));
}
