import type { QueueEvent } from '../../model/QueueEvent.js';
import { buildConnection } from './buildConnection.js';

/**
 * Builds the event that ends a sync well, about the connection of `buildConnection`.
 *
 * `connectionId` follows the connection unless it is given as well.
 *
 * @param overrides what is to be different
 * @example
 * buildQueueEvent({ id: '21' }).type; // 'SYNC_ALL_SUCCESS'
 */
export function buildQueueEvent(overrides: Partial<QueueEvent> = {}): QueueEvent {
  const connection = overrides.connection ?? buildConnection();
  return {
    id: '20',
    type: 'SYNC_ALL_SUCCESS',
    resourceType: 'CONNECTION',
    createdAt: new Date('2018-06-04T11:34:57Z'),
    connectionId: connection.id,
    connection,
    ...overrides,
  };
}
