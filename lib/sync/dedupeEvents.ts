import { connect, filter, map, merge, type OperatorFunction, scan, zip } from 'rxjs';
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
 * Keeps of each read of the queue what the run has not met before.
 *
 * ```marble
 * ticks    -p---p---q-|  p holds 1 2, q holds 1 2 3
 * news     -x---y---z-|  x = 1 2, y = nothing, z = 3
 * ```
 *
 * Identity is the event's id together with its type and date, so that a queue which replaces another may tell the same
 * events again, or give old ids to new ones. Every page gives one read, even if nothing in it is new. A quarantined event
 * without an id goes by its digest. Memory: the ids of the last two reads. Errors: none of its own. Completes with its
 * source.
 *
 * @param seen ids met before, oldest first
 * @example
 * sharePoll(user, settings).values.pipe(dedupeEvents(run.seen));
 */
export function dedupeEvents(seen: readonly EventId[]): OperatorFunction<QueueTick, QueueNews> {
  return connect((ticks) => {
    const pages = ticks.pipe(filter((tick): tick is QueuePage => tick.kind === 'page' && !tick.unchanged));
    const reads = pages.pipe(map(entriesOf), dedupe({ keyOf: idOf, fingerprintOf, seen }));
    return merge(
      zip(pages, reads, toRead).pipe(withoutFalseGaps()),
      ticks.pipe(filter((tick) => tick.kind !== 'page')),
      ticks.pipe(
        filter((tick) => tick.kind === 'page' && tick.unchanged),
        map(() => NOTHING_NEW),
      ),
    );
  });
}

/** A queue that replaces another need not hold what that held. */
function withoutFalseGaps(): OperatorFunction<QueueRead, QueueRead> {
  return (reads) =>
    reads.pipe(
      scan((before, read) => {
        if (before.queueId === undefined || before.queueId === read.queueId) return read;
        const { gap: _, ...rest } = read;
        return rest;
      }, NOTHING_NEW),
    );
}

function entriesOf({ events, quarantined }: QueuePage): readonly Entry[] {
  return quarantined.length === 0 ? events : [...events, ...quarantined];
}

function idOf(entry: Entry): string {
  return 'failures' in entry ? `quarantined ${entry.id ?? entry.digest}` : entry.id;
}

function fingerprintOf(entry: Entry): string | number {
  return 'failures' in entry ? '' : `${entry.type} ${String(entry.createdAt?.getTime())}`;
}

function toRead({ queueId }: QueuePage, { fresh, duplicates, gap }: DedupedRead<Entry>): QueueRead {
  return {
    kind: 'read',
    queueId,
    events: fresh.filter((entry): entry is QueueEvent => !('failures' in entry)),
    quarantined: fresh.filter((entry) => 'failures' in entry),
    duplicates,
    ...(gap !== undefined && { gap }),
  };
}
