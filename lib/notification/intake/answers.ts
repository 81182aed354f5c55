import type { RawResponse } from '../../ports/NotificationReceiver.js';
import type { RefusalReason } from './Refusal.js';

const HEADERS = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } as const;

/** Says that all that was worth keeping is kept; the same for a probe, for garbage and for strangers. */
export const RECEIPT: RawResponse = { status: 200, headers: HEADERS, body: 'ok' };

// Who has not the secret, or calls from elsewhere, cannot tell this address from one that does not exist.
const NOWHERE: RawResponse = { status: 404, headers: HEADERS, body: 'not found' };

/**
 * Gives the answer to a refused webhook; it says nothing of the body, of its users, or of what went wrong inside.
 *
 * @param reason why it is refused
 * @param retryAfterMs when to come again, where that makes sense. Unit: ms
 * @example
 * refusalAnswer('budget', 10_000).headers['retry-after']; // '10'
 */
export function refusalAnswer(reason: RefusalReason, retryAfterMs: number): RawResponse {
  switch (reason) {
    case 'path':
    case 'address':
      return NOWHERE;
    case 'method':
      return { status: 405, headers: { ...HEADERS, allow: 'GET, HEAD, POST' }, body: 'method not allowed' };
    case 'encoding':
      return { status: 415, headers: { ...HEADERS, 'accept-encoding': 'identity' }, body: 'unsupported encoding' };
    case 'tooLarge':
      return { status: 413, headers: { ...HEADERS, connection: 'close' }, body: 'too large' };
    case 'tooSlow':
      return { status: 408, headers: { ...HEADERS, connection: 'close' }, body: 'too slow' };
    case 'budget':
    case 'body':
    case 'decode':
    case 'knownUser':
    case 'store':
    case 'storeDeadline':
      return {
        status: 503,
        headers: { ...HEADERS, 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) },
        body: 'try again later',
      };
  }
}
