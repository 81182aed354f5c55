import type { QueueNews } from './dedupeEvents.js';
import { belongsTo } from './belongsTo.js';
import type { SyncSession } from './SyncSession.js';
import type { Observation, Watch } from './Watch.js';

const QUIET: Observation = { kind: 'queue', events: [] };

/**
 * Turns what a queue brings for all connections into what it tells about one.
 *
 * @param session the run's surroundings
 * @param watch the connection that is followed
 * @example
 * news.pipe(map(toObservation(session, watch)));
 */
export function toObservation(
  { user, settings }: SyncSession,
  { connectionId, trigger }: Watch,
): (news: QueueNews) => Observation {
  const isOwn = belongsTo(connectionId, trigger.postedAt ?? trigger.at);
  return (news) => {
    if (news.kind === 'gone') return { kind: 'noQueue' };
    if (news.kind === 'retry') return { kind: 'queueFailed' };
    if (news.events.length === 0) return QUIET;
    if (news.events.every(isOwn)) return { kind: 'queue', events: news.events };
    const events = news.events.filter(isOwn);
    const stale = news.events.filter(
      (event) => event.connectionId === connectionId && settings.isEndEvent(event) && !isOwn(event),
    );
    if (stale.length > 0) user.telemetry.count('stale_terminal_ignored_total', stale.length, { tenant: user.tenant });
    return events.length === 0 ? QUIET : { kind: 'queue', events };
  };
}
