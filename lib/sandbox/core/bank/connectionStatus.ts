import type { Channel } from './records.js';

const FINE = new Set(['SUCCESS', 'EMPTY']);

/**
 * Derives a connection's status from its channels: RUNNING outranks everything but CLOSED, an action needed on any
 * channel makes it FAILED, and a channel that was never set up (EMPTY) does not count.
 *
 * @param channels the channels of one connection; none = a manual connection
 * @example
 * connectionStatus([]); // 'NONE'
 */
export function connectionStatus(channels: readonly Pick<Channel, 'status'>[]): string {
  const has = (status: string): boolean => channels.some((channel) => channel.status === status);
  if (channels.length === 0) return 'NONE';
  if (has('CLOSED')) return 'CLOSED';
  if (has('RUNNING')) return 'RUNNING';
  if (channels.some(({ status }) => status !== 'PARTIAL_SUCCESS' && !FINE.has(status))) return 'FAILED';
  return has('PARTIAL_SUCCESS') ? 'PARTIAL_SUCCESS' : 'SUCCESS';
}
