import type { BridgeSession } from './BridgeSession.js';

/**
 * Tells whether a session has to be authorised anew.
 *
 * @param session as `authorize` gave it
 * @param now of the bridge's clock. Unit: ms since the epoch
 * @example
 * hasExpired({ tenant: 'acme', userId: 'u1', expiresAt: new Date(1_000) }, 1_000); // true
 */
export function hasExpired({ expiresAt }: BridgeSession, now: number): boolean {
  return expiresAt !== undefined && expiresAt.getTime() <= now;
}
