import type { Connection } from '../../index.js';

/**
 * Says a connection in one line; the name of a bank is not personal.
 *
 * @param connection the connection
 * @example
 * describeConnection(connection); // '1001  Banque du Lac  SUCCESS  REDIRECT SUCCESS, EMBEDDED SUCCESS'
 */
export function describeConnection({ id, name = '', status, channels }: Connection): string {
  const feeds = channels.map((channel) => {
    const end = channel.lastEndAt === undefined ? '' : ` ${channel.lastEndAt.toISOString()}`;
    return `${channel.mode ?? channel.id} ${channel.status}${end}`;
  });
  return [id, name, status, feeds.join(', ')].filter((part) => part !== '').join('  ');
}
