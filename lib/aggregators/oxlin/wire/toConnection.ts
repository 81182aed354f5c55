import type { Channel, Connection } from '../../../model/Connection.js';
import type { ChannelWire, ConnectionWire } from './ConnectionWire.js';
import type { Draft } from '../../shared/Draft.js';
import { toDate } from './toDate.js';

/**
 * Turns a connection from upstream's words into millrace's.
 *
 * @param wire a decoded connection
 * @param dateOf reads its dates
 * @example
 * toConnection({ id: '7', status: 'NONE' }); // { id: '7', status: 'NONE', channels: [] }
 */
export function toConnection(wire: ConnectionWire, dateOf = toDate): Connection {
  const connection: Draft<Connection> = {
    id: String(wire.id),
    status: wire.status,
    channels: wire.channels?.map((channel) => toChannel(channel, dateOf)) ?? [],
  };
  if (wire.provider_id !== undefined && wire.provider_id !== null) connection.providerId = String(wire.provider_id);
  if (typeof wire.name === 'string') connection.name = wire.name;
  if (typeof wire.auto_sync === 'boolean') connection.autoSync = wire.auto_sync;
  const createdAt = dateOf(wire.creation_date);
  if (createdAt !== undefined) connection.createdAt = createdAt;
  return connection;
}

function toChannel(wire: ChannelWire, dateOf: typeof toDate): Channel {
  const channel: Draft<Channel> = {
    id: String(wire.channel_definition_id),
    status: wire.status,
    unavailable: wire.channel_definition_unavailable === true,
  };
  if (typeof wire.mode === 'string') channel.mode = wire.mode;
  const expiresAt = dateOf(wire.expires);
  if (expiresAt !== undefined) channel.expiresAt = expiresAt;
  const lastSuccessAt = dateOf(wire.last_success_date);
  if (lastSuccessAt !== undefined) channel.lastSuccessAt = lastSuccessAt;
  const lastEndAt = dateOf(wire.last_end_date);
  if (lastEndAt !== undefined) channel.lastEndAt = lastEndAt;
  return channel;
}
