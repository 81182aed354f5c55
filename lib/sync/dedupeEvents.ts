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
  return (ticks) =>
    defer(() => {
      const freshIn = readDeduper({ keyOf: idOf, fingerprintOf, seen });
      let before: QueueId | undefined;
      const toNews = (tick: QueueTick): QueueNews => {
        if (tick.kind !== 'page') return tick;
        if (tick.unchanged) return NOTHING_NEW;
        const isReplaced = before !== undefined && before !== tick.queueId;
        before = tick.queueId;
        return toRead(tick, freshIn(entriesOf(tick)), isReplaced);
      };
      return ticks.pipe(map(toNews));
    });
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

/** A queue that replaces another need not hold what that held: then nothing is missing. */
function toRead({ queueId }: QueuePage, deduped: DedupedRead<Entry>, isReplaced: boolean): QueueRead {
  const { fresh, duplicates, gap } = deduped;
  const events: QueueEvent[] = [];
  const quarantined: QuarantinedEvent[] = [];
  for (const entry of fresh) {
    if ('failures' in entry) quarantined.push(entry);
    else events.push(entry);
  }
  const read = { kind: 'read', queueId, events, quarantined, duplicates } as const;
  return gap === undefined || isReplaced ? read : { ...read, gap };
}
