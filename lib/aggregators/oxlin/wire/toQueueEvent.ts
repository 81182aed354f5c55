import type { Account } from '../../../model/Account.js';
import type { Connection } from '../../../model/Connection.js';
import type { QueueEvent } from '../../../model/QueueEvent.js';
import type { Draft } from '../../shared/Draft.js';
import type { EventWire } from './EventWire.js';
import { toDate } from './toDate.js';

/** What the resource of an event turned out to be. */
export interface EventResource {
  readonly connection?: Connection;
  readonly accounts?: readonly Account[];
  /** The connection of an account, or of whatever names one. */
  readonly connectionId?: string;
  /** The resource itself, when it is nothing that millrace knows. */
  readonly unknown?: unknown;
}

/**
 * Turns a queue event from upstream's words into millrace's.
 *
 * @param wire a decoded event
 * @param resource what its resource is
 * @param dateOf reads its date
 * @example
 * toQueueEvent({ id: 20, event_type: 'LOGIN_SUCCESS' }, {}); // { id: '20', type: 'LOGIN_SUCCESS' }
 */
export function toQueueEvent(wire: EventWire, resource: EventResource, dateOf = toDate): QueueEvent {
  const event: Draft<QueueEvent> = {
    id: String(wire.id),
    type: 'event_type' in wire ? wire.event_type : wire.event_status,
  };
  if (typeof wire.resource_type === 'string') event.resourceType = wire.resource_type;
  const createdAt = dateOf(wire.creation_date);
  if (createdAt !== undefined) event.createdAt = createdAt;
  if (wire.channel_definition_id !== undefined && wire.channel_definition_id !== null) {
    event.channelId = String(wire.channel_definition_id);
  }
  const connectionId = resource.connection?.id ?? resource.connectionId;
  if (connectionId !== undefined) event.connectionId = connectionId;
  if (resource.connection !== undefined) event.connection = resource.connection;
  if (resource.accounts !== undefined) event.accounts = resource.accounts;
  if (resource.unknown !== undefined) event.resource = resource.unknown;
  return event;
}
