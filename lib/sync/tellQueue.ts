import { concatMap, defer, filter, map, type Observable, of } from 'rxjs';
import type { QueueId } from '../model/Identity.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { Gap, SyncUpdate } from '../model/SyncUpdate.js';
import type { QueueNews, QueueRead } from './dedupeEvents.js';
import { CLOCK_SLACK_MS } from './freshness.js';
import type { SyncSession } from './SyncSession.js';

/**
 * Tells what concerns the queue as a whole: repetitions, gaps, quarantined events, and events that name no connection.
 *
 * ```marble
 * news     -r---g---q-
 * updates  -R---G---Q-
 * ```
 *
 * Emits batches, none of them empty. A replaced queue is written to the journal before anything of it is told.
 *
 * @param session the run's surroundings
 * @param run the run, triggered
 * @param news what the queue brings
 * @example
 * tellQueue(session, run, news).subscribe((updates) => console.log(updates.length));
 */
export function tellQueue(
  session: SyncSession,
  run: SyncRun,
  news: Observable<QueueNews>,
): Observable<readonly SyncUpdate[]> {
  return defer(() => {
    let { queueId } = run;
    const replacing = (tick: QueueNews): QueueId | undefined => {
      if (tick.kind !== 'read' || tick.queueId === undefined || tick.queueId === queueId) return undefined;
      return (queueId = tick.queueId);
    };
    return news.pipe(
      map((tick) => ({ replaced: replacing(tick), updates: toUpdates(session, run, tick) })),
      filter(({ replaced, updates }) => replaced !== undefined || updates.length > 0),
      concatMap(({ replaced, updates }) =>
        replaced === undefined ? of(updates) : session.amend(run.runId, { queueId: replaced }).pipe(map(() => updates)),
      ),
      filter(({ length }) => length > 0),
    );
  });
}

const NONE: readonly SyncUpdate[] = [];

function toUpdates(session: SyncSession, run: SyncRun, tick: QueueNews): readonly SyncUpdate[] {
  if (tick.kind === 'retry') return [tick.notice];
  if (tick.kind === 'gone') return tick.queueId === undefined ? [] : [toGap(session, tick.queueId, 'queueGone')];
  count(session, tick);
  if (tick.gap === undefined && tick.quarantined.length === 0 && tick.events.length === 0) return NONE;
  return [
    ...(tick.gap !== undefined && tick.queueId !== undefined ? [toGap(session, tick.queueId, tick.gap)] : []),
    ...tick.quarantined.map((event) => ({ kind: 'quarantined', event }) as const),
    ...unattributed(run, tick),
  ];
}

function toGap({ user }: SyncSession, queueId: Gap['queueId'], reason: Gap['reason']): Gap {
  user.telemetry.count('gap_total', 1, { tenant: user.tenant, where: reason });
  return { kind: 'gap', queueId, reason };
}

function unattributed({ trigger }: SyncRun, { events }: QueueRead): readonly SyncUpdate[] {
  const earliest = (trigger?.at.getTime() ?? 0) - CLOCK_SLACK_MS;
  return events
    .filter(
      ({ connectionId, createdAt }) => connectionId === undefined && (createdAt?.getTime() ?? earliest) >= earliest,
    )
    .map((event) => ({ kind: 'event', event, late: false }));
}

function count({ user }: SyncSession, { duplicates, quarantined }: QueueRead): void {
  if (duplicates > 0) user.telemetry.count('duplicate_dropped_total', duplicates, { tenant: user.tenant });
  if (quarantined.length > 0) user.telemetry.count('quarantined_total', quarantined.length, { tenant: user.tenant });
}
