import type { ConnectionId } from '../model/Identity.js';
import type { QueueEvent } from '../model/QueueEvent.js';
import { CLOCK_SLACK_MS } from './freshness.js';

/**
 * Tells whether an event is about this connection and no older than the trigger.
 *
 * A queue belongs to a user, so it carries every connection of that user, and it may resend what ended long ago. An event
 * without a date gets the benefit of the doubt: whether it ends anything is for the terminal rule.
 *
 * @param connectionId the connection that is followed
 * @param since the trigger, on upstream's clock
 * @example
 * events.filter(belongsTo('7', triggeredAt));
 */
export function belongsTo(connectionId: ConnectionId, since: Date): (event: QueueEvent) => boolean {
  const earliest = since.getTime() - CLOCK_SLACK_MS;
  return (event) => event.connectionId === connectionId && (event.createdAt?.getTime() ?? earliest) >= earliest;
}
