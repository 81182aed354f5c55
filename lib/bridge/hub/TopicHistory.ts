import type { SharedFrame } from '../../ports/SocketPort.js';
import { conflateEvents } from './conflateEvents.js';
import { joinFrames } from './joinFrames.js';
import type { KeptEvent } from './KeptEvent.js';

/** Why older events are no longer there. */
export type Forgotten = 'limited' | 'expired';

/** How much is kept. */
export interface HistoryBounds {
  readonly historyEvents: number;
  readonly historyMs: number;
  readonly historyBytes: number;
}

/** Frames that a reader gets next, and where it stands after them. */
export interface FramesAhead {
  readonly frame: SharedFrame;
  readonly to: number;
}

const MOST_JOINED_BYTES = 65_536;
/** Joined texts that are remembered: readers stand at few places, unless they have all just come back. */
const MOST_JOINED = 16;

/**
 * The last events of a topic: the one buffer that all its readers share.
 *
 * What was not yet offered to them stays, beyond the bounds if need be: `isOver` says that it is time to offer it.
 */
export class TopicHistory {
  private readonly events: KeptEvent[] = [];
  private readonly joined = new Map<number, FramesAhead>();
  private first = 0;
  private bytes = 0;
  private offered = 0;
  private forgotten: Forgotten = 'limited';

  constructor(private readonly bounds: HistoryBounds) {}

  /** Offset of the oldest event, or undefined when there is none. */
  oldest(): number | undefined {
    return this.events[this.first]?.offset;
  }

  /** Why what lies before the oldest is gone. */
  get lost(): Forgotten {
    return this.forgotten;
  }

  /** There is more than one event, and more than there may be. */
  get isOver(): boolean {
    const count = this.events.length - this.first;
    return count > 1 && (count > this.bounds.historyEvents || this.bytes > this.bounds.historyBytes);
  }

  append(event: KeptEvent): void {
    this.joined.clear();
    this.events.push(event);
    this.bytes += event.bytes;
    this.trim(event.publishedAt);
  }

  /** Every reader had its chance to take what there is. */
  noteOffered(now: number): void {
    this.offered = this.events.at(-1)?.offset ?? this.offered;
    this.trim(now);
  }

  /** Forgets what is too much or too old, of what was offered. */
  trim(now: number): void {
    for (let event = this.events[this.first]; event !== undefined; event = this.events[this.first]) {
      const isTooOld = now - event.publishedAt > this.bounds.historyMs;
      if (event.offset > this.offered || !(this.isOver || isTooOld)) return;
      this.forget(this.isOver ? 'limited' : 'expired');
    }
  }

  /** Joins what comes after an offset into one text, the same for all who stand there; undefined when some of it is gone. */
  after(offset: number): FramesAhead | undefined {
    const known = this.joined.get(offset);
    if (known !== undefined) return known;
    const start = this.indexAfter(offset);
    if (start === undefined) return undefined;
    let end = start;
    for (let bytes = 0; end < this.events.length && (end === start || bytes < MOST_JOINED_BYTES); end++)
      bytes += this.events[end]?.bytes ?? 0;
    return this.join(offset, this.events.slice(start, end));
  }

  /** The one event after an offset; undefined when it is gone. */
  next(offset: number): FramesAhead | undefined {
    const start = this.indexAfter(offset);
    return start === undefined ? undefined : framesOf(this.events.slice(start, start + 1));
  }

  /** Joins only the last event of each key after an offset; undefined when some of it is gone. */
  conflatedAfter(offset: number): FramesAhead | undefined {
    const start = this.indexAfter(offset);
    return start === undefined ? undefined : framesOf(conflateEvents(this.events.slice(start)));
  }

  private join(offset: number, events: readonly KeptEvent[]): FramesAhead | undefined {
    const ahead = framesOf(events);
    if (this.joined.size >= MOST_JOINED) this.joined.clear();
    if (ahead !== undefined) this.joined.set(offset, ahead);
    return ahead;
  }

  private indexAfter(offset: number): number | undefined {
    const oldest = this.oldest();
    if (oldest === undefined || offset < oldest - 1) return undefined;
    return this.first + (offset + 1 - oldest);
  }

  private forget(reason: Forgotten): void {
    this.forgotten = reason;
    this.bytes -= this.events[this.first]?.bytes ?? 0;
    this.first += 1;
    this.joined.clear();
    if (this.first < 64 || this.first * 2 < this.events.length) return;
    this.events.splice(0, this.first);
    this.first = 0;
  }
}

function framesOf(events: readonly KeptEvent[]): FramesAhead | undefined {
  const last = events.at(-1);
  return last === undefined ? undefined : { frame: joinFrames(events), to: last.offset };
}
