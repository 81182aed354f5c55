import type { Channel, Connection } from '../model/Connection.js';

/**
 * Tells whether a channel takes part in syncs at all: neither never set up nor closed.
 *
 * @param channel the channel as it is now
 * @example
 * connection.channels.filter(isActive);
 */
export function isActive(channel: Channel): boolean {
  return channel.status !== 'EMPTY' && channel.status !== 'CLOSED';
}

/**
 * Tells whether a connection is at work: it, or one of its channels, is RUNNING.
 *
 * @param connection the connection as it is now
 * @example
 * if (!isRunning(connection)) readAccounts();
 */
export function isRunning(connection: Connection): boolean {
  return connection.status === 'RUNNING' || connection.channels.some(({ status }) => status === 'RUNNING');
}
