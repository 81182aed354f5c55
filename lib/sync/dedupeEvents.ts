import { connect, filter, groupBy, identity, map, merge, mergeMap, type OperatorFunction, tap } from 'rxjs';
import type { EventId, QueueId } from '../model/Identity.js';
import type { QuarantinedEvent } from '../model/QuarantinedEvent.js';
import type { QueueEvent } from '../model/QueueEvent.js';
import type { QueueGone, QueuePage, QueueRetry, QueueTick } from '../model/QueueTick.js';
import { dedupe, type DedupedRead } from '../operators/dedupe.js';

/** A whole read of the queue, reduced to what is new. */
export interface QueueRead {
  readonly kind: 'read';
  readonly queueId?: QueueId;
  readonly events: readonly QueueEvent[];
  readonly quarantined: readonly QuarantinedEvent[];
  /** Values met before. */
  readonly duplicates: number;
  readonly gap?: 'truncated' | 'idReused';
}

/** What one tick of the poller brings that is new. */
export type QueueNews = QueueRead | QueueRetry | QueueGone;

type Entry = QueueEvent | QuarantinedEvent;

const NOTHING_NEW: QueueRead = { kind: 'read', events: [], quarantined: [], duplicates: 0 };

/**
 * Keeps of each read of a queue what the run has not met before; identity is (queue, event id).
 *
 * ```marble
 * ticks    -p---p---q-|  p holds 1 2, q holds 1 2 3
 * news     -x---y---z-|  x = 1 2, y = nothing, z = 3
 * ```
 *
 * Every page gives one read, even if nothing in it is new. A queue that replaces another may tell the same events again:
 * those of the same id, type and date are left out. A quarantined event without an id goes by its digest. Memory: the ids
 * of the last two reads, and the events told. Errors: none of its own. Completes with its source.
 *
 * @param seen ids met before, oldest first, in the queue of the first page
 * @example
 * sharePoll(user, settings).values.pipe(dedupeEvents(run.seen));
 */
export function dedupeEvents(seen: readonly EventId[]): OperatorFunction<QueueTick, QueueNews> {
  return connect((ticks) => {
    const told: QueueEvent[] = [];
    return merge(
      ticks.pipe(
        filter((tick): tick is QueuePage => tick.kind === 'page' && !tick.unchanged),
        groupBy(({ queueId }) => queueId),
        mergeMap((pages, index) =>
          pages.pipe(
            map(entriesOf),
            dedupe({ keyOf: idOf, fingerprintOf, seen: index === 0 ? seen : [] }),
            map((read) => toRead(pages.key, read)),
            index === 0 ? identity : map(withoutTold(told)),
            tap(({ events }) => told.push(...events)),
          ),
        ),
      ),
      ticks.pipe(filter((tick) => tick.kind !== 'page')),
      ticks.pipe(
        filter((tick) => tick.kind === 'page' && tick.unchanged),
        map(() => NOTHING_NEW),
      ),
    );
  });
}

function withoutTold(told: readonly QueueEvent[]): (read: QueueRead) => QueueRead {
  return (read) => {
    const met = new Set(told.map(identityOf));
    return { ...read, events: read.events.filter((event) => !met.has(identityOf(event))) };
  };
}

function identityOf(event: QueueEvent): string {
  return `${event.id} ${fingerprintOf(event)}`;
}

function entriesOf({ events, quarantined }: QueuePage): readonly Entry[] {
  return quarantined.length === 0 ? events : [...events, ...quarantined];
}

function idOf(entry: Entry): string {
  return 'failures' in entry ? `quarantined ${entry.id ?? entry.digest}` : entry.id;
}

function fingerprintOf(entry: Entry): string {
  return 'failures' in entry ? '' : `${entry.type} ${String(entry.createdAt?.getTime())}`;
}

function toRead(queueId: QueueId, { fresh, duplicates, gap }: DedupedRead<Entry>): QueueRead {
  return {
    kind: 'read',
    queueId,
    events: fresh.filter((entry): entry is QueueEvent => !('failures' in entry)),
    quarantined: fresh.filter((entry) => 'failures' in entry),
    duplicates,
    ...(gap !== undefined && { gap }),
  };
}
