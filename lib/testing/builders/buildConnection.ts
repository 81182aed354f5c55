import type { Channel, Connection } from '../../model/Connection.js';

/**
 * Builds a channel that is well: REDIRECT, SUCCESS, ended at the seed's moment.
 *
 * @param overrides what is to be different
 * @example
 * buildChannel({ status: 'TOKEN_EXPIRED' }).id; // '8701'
 */
export function buildChannel(overrides: Partial<Channel> = {}): Channel {
  const at = new Date('2018-06-04T11:34:44Z');
  return {
    id: '8701',
    mode: 'REDIRECT',
    status: 'SUCCESS',
    unavailable: false,
    lastSuccessAt: at,
    lastEndAt: at,
    ...overrides,
  };
}

/**
 * Builds a connection that is well, with a REDIRECT and an EMBEDDED channel.
 *
 * @param overrides what is to be different
 * @example
 * buildConnection({ status: 'RUNNING' }).channels.length; // 2
 */
export function buildConnection(overrides: Partial<Connection> = {}): Connection {
  return {
    id: '1001',
    providerId: '200',
    name: 'Test Bank',
    status: 'SUCCESS',
    channels: [buildChannel(), buildChannel({ id: '8700', mode: 'EMBEDDED' })],
    autoSync: true,
    ...overrides,
  };
}
