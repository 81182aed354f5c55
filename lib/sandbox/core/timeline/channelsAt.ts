import type { Channel, Connection } from '../bank/records.js';

/**
 * Tells how a connection's channels stood at a moment, as far back as it is remembered.
 *
 * @param connection the connection now
 * @param at the moment, on the caller's clock. Unit: ms
 * @example
 * channelsAt(connection, now - 5_000);
 */
export function channelsAt({ past = [], channels }: Connection, at: number): readonly Channel[] {
  return past.find(({ until }) => until > at)?.channels ?? channels;
}
