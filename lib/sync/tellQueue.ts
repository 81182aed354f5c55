import type { QueueEvent } from '../model/QueueEvent.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { Gap, SyncUpdate } from '../model/SyncUpdate.js';
import type { QueueNews, QueueRead } from './dedupeEvents.js';
import { CLOCK_SLACK_MS } from './freshness.js';
import type { SyncSession } from './SyncSession.js';

const NONE: readonly SyncUpdate[] = [];

/**
 * Tells what concerns the queue as a whole: repetitions, gaps, quarantined events, and events that name no connection.
 *
 * @param session the run's surroundings
 * @param run the run, triggered
 * @param tick what the queue brings
 * @example
 * tellQueue(session, run, { kind: 'gone', queueId: '20' }); // one gap
 */
export function tellQueue(session: SyncSession, run: SyncRun, tick: QueueNews): readonly SyncUpdate[] {
  if (tick.kind === 'retry') return [tick.notice];
  if (tick.kind === 'gone') return tick.queueId === undefined ? NONE : [toGap(session, tick.queueId, 'queueGone')];
  const { events, quarantined, gap, queueId } = tick;
  count(session, tick);
  if (gap === undefined && quarantined.length === 0 && !events.some(isNobodys)) return NONE;
  return [
    ...(gap !== undefined && queueId !== undefined ? [toGap(session, queueId, gap)] : []),
    ...quarantined.map((event) => ({ kind: 'quarantined', event }) as const),
    ...unattributed(run, events),
  ];
}

function toGap({ user }: SyncSession, queueId: Gap['queueId'], reason: Gap['reason']): Gap {
  user.telemetry.count('gap_total', 1, { tenant: user.tenant, where: reason });
  return { kind: 'gap', queueId, reason };
}

function unattributed({ trigger }: SyncRun, events: QueueRead['events']): readonly SyncUpdate[] {
  const earliest = ((trigger?.postedAt ?? trigger?.at)?.getTime() ?? 0) - CLOCK_SLACK_MS;
  return events
    .filter((event) => isNobodys(event) && (event.createdAt?.getTime() ?? earliest) >= earliest)
    .map((event) => ({ kind: 'event', event, late: false }));
}

function isNobodys({ connectionId }: QueueEvent): boolean {
  return connectionId === undefined;
}

function count({ user }: SyncSession, { duplicates, quarantined }: QueueRead): void {
  if (duplicates > 0) user.telemetry.count('duplicate_dropped_total', duplicates, { tenant: user.tenant });
  if (quarantined.length > 0) user.telemetry.count('quarantined_total', quarantined.length, { tenant: user.tenant });
}
