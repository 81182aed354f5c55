import type { Channel } from '../model/Connection.js';
import type { WhoMustAct } from '../model/WhoMustAct.js';

const NEEDS_USER = new Set([
  'AUTH_FAILED',
  'TOKEN_EXPIRED',
  'PASSWORD_CHANGE_REQUIRED',
  'CHALLENGE_REQUIRED',
  'USER_ACTION_REQUIRED',
]);
const NEEDS_NOBODY = new Set(['SUCCESS', 'PARTIAL_SUCCESS', 'RUNNING', 'EMPTY', 'CLOSED']);

/**
 * Says who must act for a channel to sync again.
 *
 * @param channel the channel as it is now
 * @example
 * whoMustActFor(channel); // 'user' for TOKEN_EXPIRED
 */
export function whoMustActFor(channel: Pick<Channel, 'status' | 'unavailable'>): WhoMustAct {
  if (NEEDS_USER.has(channel.status)) return 'user';
  if (NEEDS_NOBODY.has(channel.status)) return 'nobody';
  return channel.unavailable ? 'bank' : 'aggregator';
}
