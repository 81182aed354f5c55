import type { OperatorFunction } from 'rxjs';
import type { EventId, QueueId } from '../model/Identity.js';
import type { QuarantinedEvent } from '../model/QuarantinedEvent.js';
import type { QueueEvent } from '../model/QueueEvent.js';
import type { QueueGone, QueuePage, QueueRetry, QueueTick } from '../model/QueueTick.js';
import { mapAnew } from '../operators/mapAnew.js';
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

const NONE: readonly never[] = [];
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
 * of the last two reads, and id, type and date of the last 10,000 events. Errors: none of its own. Completes with its source.
 *
 * @param seen ids met before, oldest first, in the queue of the first page
 * @example
 * sharePoll(user, settings).values.pipe(dedupeEvents(run.seen));
 */
export function dedupeEvents(seen: readonly EventId[]): OperatorFunction<QueueTick, QueueNews> {
  return mapAnew(() => {
    const told = new ToldEvents();
    let queueId: QueueId | undefined;
    let freshIn = readDeduper<Entry>({ keyOf, fingerprintOf: typeOf, stampOf: dateOf, seen });
    let isNew: ((event: QueueEvent) => boolean) | undefined;
    const begin = (page: QueuePage): void => {
      if (queueId !== undefined) {
        freshIn = readDeduper<Entry>({ keyOf, fingerprintOf: typeOf, stampOf: dateOf });
        isNew = told.others();
      }
      ({ queueId } = page);
    };
    return (tick) => {
      if (tick.kind !== 'page') return tick;
      if (tick.unchanged) return NOTHING_NEW;
      if (tick.queueId !== queueId) begin(tick);
      const read = toRead(tick.queueId, freshIn(entriesOf(tick)), isNew);
      for (const event of read.events) told.add(event);
      return read;
    };
  });
}

/** Events that a queue which replaces another is compared with; all of a user's connections count. Unit: events */
const TOLD_AT_MOST = 10_000;

/** What tells the events told from others, three marks for each; the events themselves, with all they carry, are let go. */
class ToldEvents {
  private readonly marks: (string | number)[] = [];

  add({ id, type, createdAt }: QueueEvent): void {
    this.marks.push(id, type, createdAt?.getTime() ?? NaN);
    // Half at a time, because taking one off the front of a list moves all the others.
    if (this.marks.length > 3 * TOLD_AT_MOST) this.marks.splice(0, (3 * TOLD_AT_MOST) / 2);
  }

  /** Makes a function that tells whether an event is none of those that were told until now. */
  others(): (event: QueueEvent) => boolean {
    const met = new Set<string>();
    for (let at = 0; at < this.marks.length; at += 3) met.add(this.marks.slice(at, at + 3).join(' '));
    return ({ id, type, createdAt }) => !met.has([id, type, createdAt?.getTime() ?? NaN].join(' '));
  }
}

function entriesOf({ events, quarantined }: QueuePage): readonly Entry[] {
  return quarantined.length === 0 ? events : [...events, ...quarantined];
}

/**
 * Gives what an entry of a queue is known by: the id of an event; of one that could not be decoded, its id or digest.
 *
 * @param entry an entry of a queue
 * @example
 * keyOf({ digest: 'd41d', failures: [] }); // 'quarantined d41d'
 */
export function keyOf(entry: Entry): EventId {
  return isQuarantined(entry) ? `quarantined ${entry.id ?? entry.digest}` : entry.id;
}

/**
 * Gives what the entries of a page are known by, in its order.
 *
 * @param page one read of a queue
 * @example
 * keysOf(page); // for the journal, so that a run which is taken up tells none of them
 */
export function keysOf(page: QueuePage): readonly EventId[] {
  return entriesOf(page).map(keyOf);
}

function typeOf(entry: Entry): string {
  return isQuarantined(entry) ? '' : entry.type;
}

function dateOf(entry: Entry): number {
  return isQuarantined(entry) ? NaN : (entry.createdAt?.getTime() ?? NaN);
}

function toRead(
  queueId: QueueId,
  { fresh, duplicates, gap }: DedupedRead<Entry>,
  isNew: ((event: QueueEvent) => boolean) | undefined,
): QueueRead {
  const told = fresh.every(isEvent)
    ? { events: fresh, quarantined: NONE }
    : { events: fresh.filter(isEvent), quarantined: fresh.filter(isQuarantined) };
  const events = isNew === undefined ? told.events : told.events.filter(isNew);
  const read = { kind: 'read', queueId, events, quarantined: told.quarantined, duplicates } as const;
  return gap === undefined ? read : { ...read, gap };
}

function isQuarantined(entry: Entry): entry is QuarantinedEvent {
  return 'failures' in entry;
}

function isEvent(entry: Entry): entry is QueueEvent {
  return !isQuarantined(entry);
}
