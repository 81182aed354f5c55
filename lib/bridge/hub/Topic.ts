import type { Observable, SchedulerLike, Subscription } from 'rxjs';
import type { TopicState } from '../protocol/ServerMessage.js';
import { toFrame } from '../protocol/toFrame.js';
import type { HubTopic, TopicReading } from './HubTopic.js';
import { TopicLife } from './TopicLife.js';
import type { TopicSettings } from './TopicOptions.js';
import type { TopicReader } from './TopicReader.js';

/** What a topic needs of its hub. */
export interface TopicPlace {
  readonly scheduler: SchedulerLike;
  /** Has the topic served, once for all that is published within the same turn. */
  wake(topic: Topic): void;
}

/** One named stream, those who feed it and those who read it. */
export class Topic implements HubTopic<unknown> {
  readonly readers = new Set<TopicReader>();
  private current: TopicLife;
  private servedTo = 0;
  private servedBytes = 0;
  private sources = 0;
  private failed = false;

  constructor(
    readonly name: string,
    epoch: string,
    private options: TopicSettings<unknown>,
    private readonly place: TopicPlace,
    private isDeclared: boolean,
  ) {
    this.current = new TopicLife(name, epoch, options);
  }

  get life(): TopicLife {
    return this.current;
  }

  get settings(): TopicSettings<unknown> {
    return this.options;
  }

  /** What readers are told they may fold. */
  get state(): TopicState | 'undeclared' {
    return this.isDeclared ? this.options.state : 'undeclared';
  }

  /** Nobody reads it and nobody feeds it. */
  get isIdle(): boolean {
    return this.readers.size === 0 && this.sources === 0;
  }

  /** A source broke off, and nothing came since. */
  get hasFailed(): boolean {
    return this.failed;
  }

  publish(source: Observable<unknown>, onError?: (error: unknown) => void): Subscription {
    this.sources += 1;
    const subscription = source.subscribe({
      next: (value) => {
        this.next(value);
      },
      error: (error: unknown) => {
        this.fail();
        if (onError === undefined) throw error;
        onError(error);
      },
    });
    subscription.add(() => {
      this.sources -= 1;
    });
    return subscription;
  }

  next(value: unknown): void {
    const key = this.options.key?.(value);
    if (key !== undefined && this.options.removes?.(value) === true) {
      this.remove(key);
      return;
    }
    const written: unknown = JSON.stringify(this.options.encode === undefined ? value : this.options.encode(value));
    this.failed = false;
    const crowdedOut = this.current.set(key, typeof written === 'string' ? written : 'null', this.now());
    if (crowdedOut !== undefined) this.current.remove(crowdedOut, this.now());
    this.tellReaders();
  }

  remove(key: string): void {
    if (this.current.remove(key, this.now())) this.tellReaders();
  }

  read(): TopicReading {
    const { epoch, offset } = this.current;
    return { epoch, offset, data: JSON.parse(this.current.stateJson()) };
  }

  /** Lets every reader take what there is. */
  serve(): void {
    this.noteServed();
    for (const reader of this.readers) reader.advance();
  }

  /** Learns what it is, unless it knows that already; readers that came before are told. */
  declare(settings: TopicSettings<unknown>, epoch: () => string): void {
    if (this.isDeclared) return;
    this.isDeclared = true;
    this.options = settings;
    // Who has a position from before has no state to go with it.
    this.begin(epoch());
    for (const reader of this.readers) reader.resubscribe();
  }

  /** Begins anew under another epoch, with nothing. */
  erase(epoch: string): void {
    this.begin(epoch);
    for (const reader of this.readers) reader.reset();
  }

  now(): number {
    return this.place.scheduler.now();
  }

  private begin(epoch: string): void {
    this.current = new TopicLife(this.name, epoch, this.options);
    this.noteServed();
    this.failed = false;
  }

  private fail(): void {
    this.failed = true;
    const frame = toFrame({ kind: 'error', topic: this.name, code: 'sourceFailed' });
    for (const reader of this.readers) reader.tell(frame);
  }

  // A burst within one turn must not push out of the history what no reader was offered.
  private tellReaders(): void {
    if (this.readers.size === 0) this.noteServed();
    else if (this.isHalfFull()) this.serve();
    else this.place.wake(this);
  }

  private isHalfFull(): boolean {
    const { historyEvents, historyBytes } = this.options;
    const { offset, publishedBytes } = this.current;
    return (offset - this.servedTo) * 2 >= historyEvents || (publishedBytes - this.servedBytes) * 2 >= historyBytes;
  }

  private noteServed(): void {
    this.servedTo = this.current.offset;
    this.servedBytes = this.current.publishedBytes;
  }
}
