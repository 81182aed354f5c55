import type { RawRequest } from '../../ports/NotificationReceiver.js';

/**
 * Finds out who really called: the socket's address, or, behind proxies that are trusted, whom they say they speak for.
 *
 * `X-Forwarded-For` is read from its end, where our own proxies wrote, and only as far as each speaker is trusted: what
 * a caller put there itself is never reached.
 *
 * @param request the webhook
 * @param isTrusted tells whether an address is one of our proxies
 * @example
 * clientAddress(request, createAddressList('trustedProxies', ['10.0.0.0/8']));
 */
export function clientAddress(request: RawRequest, isTrusted: (address: string) => boolean): string {
  const forwarded = (request.headers['x-forwarded-for'] ?? '').split(',').map((part) => part.trim());
  let address = request.remoteAddress;
  for (let next = forwarded.pop(); next !== undefined && next !== '' && isTrusted(address); next = forwarded.pop()) {
    address = next;
  }
  return address;
}
