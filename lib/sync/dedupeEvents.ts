import { defer, map, type OperatorFunction } from 'rxjs';
import type { EventId, QueueId } from '../model/Identity.js';
import type { QuarantinedEvent } from '../model/QuarantinedEvent.js';
import type { QueueEvent } from '../model/QueueEvent.js';
import type { QueueGone, QueuePage, QueueRetry, QueueTick } from '../model/QueueTick.js';
import { type DedupedRead, readDeduper } from '../operators/readDeduper.js';

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
 * Every page gives one read, even if nothing in it is new. A quarantined event without an id goes by its digest. Memory:
 * the ids of the last two reads of each queue. Errors: none of its own. Completes with its source.
 *
 * @param seen ids met before, in the queue of the first page
 * @example
 * sharePoll(user, settings).values.pipe(dedupeEvents(run.seen));
 */
export function dedupeEvents(seen: readonly EventId[]): OperatorFunction<QueueTick, QueueNews> {
  return (ticks) =>
    defer(() => {
      const freshIn = dedupersByQueue(seen);
      return ticks.pipe(map((tick) => (tick.kind === 'page' ? freshIn(tick) : tick)));
    });
}

/** The first page is news to whoever joins, even if the poller has had it before. */
function dedupersByQueue(seen: readonly EventId[]): (page: QueuePage) => QueueRead {
  const queues = new Map<QueueId, (entries: readonly Entry[]) => DedupedRead<Entry>>();
  return (page) => {
    const isFirst = queues.size === 0;
    if (page.unchanged && !isFirst) return NOTHING_NEW;
    const known = queues.get(page.queueId);
    const freshIn = known ?? readDeduper({ keyOf: idOf, fingerprintOf, seen: isFirst ? seen : [] });
    if (known === undefined) queues.set(page.queueId, freshIn);
    return toRead(page.queueId, freshIn(entriesOf(page)));
  };
}

function entriesOf({ events, quarantined }: QueuePage): readonly Entry[] {
  return quarantined.length === 0 ? events : [...events, ...quarantined];
}

function idOf(entry: Entry): string {
  return 'failures' in entry ? `quarantined ${entry.id ?? entry.digest}` : entry.id;
}

function fingerprintOf(entry: Entry): string | number {
  return 'failures' in entry ? '' : (entry.createdAt?.getTime() ?? entry.type);
}

function toRead(queueId: QueueId, { fresh, duplicates, gap }: DedupedRead<Entry>): QueueRead {
  const events: QueueEvent[] = [];
  const quarantined: QuarantinedEvent[] = [];
  for (const entry of fresh) {
    if ('failures' in entry) quarantined.push(entry);
    else events.push(entry);
  }
  const read = { kind: 'read', queueId, events, quarantined, duplicates } as const;
  return gap === undefined ? read : { ...read, gap };
}
