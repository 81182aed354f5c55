import { type Observable, type SchedulerLike, type Subscription, tap } from 'rxjs';
import type { TopicState } from '../protocol/ServerMessage.js';
import type { TopicReading } from './HubTopic.js';
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
export class Topic {
  readonly readers = new Set<TopicReader>();
  private current: TopicLife;
  private sources = 0;
  private failed = false;

  constructor(
    readonly name: string,
    epoch: string,
    private options: TopicSettings<unknown>,
    private readonly place: TopicPlace,
    private declared: boolean,
  ) {
    this.current = new TopicLife(name, epoch, options);
  }

  get life(): TopicLife {
    return this.current;
  }

  get settings(): TopicSettings<unknown> {
    return this.options;
  }

  /** Somebody has said what it is. */
  get isDeclared(): boolean {
    return this.declared;
  }

  /** What readers are told they may fold. */
  get state(): TopicState | 'undeclared' {
    return this.declared ? this.options.state : 'undeclared';
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
    const published = source.pipe(
      tap((value) => {
        this.next(value);
      }),
    );
    const subscription = published.subscribe({
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
    const crowdedOut = this.current.set(key, typeof written === 'string' ? written : 'null', this.now());
    if (crowdedOut !== undefined) this.current.remove(crowdedOut, this.now());
    this.noteEvent();
  }

  remove(key: string): void {
    if (this.current.remove(key, this.now())) this.noteEvent();
  }

  read(): TopicReading {
    const { epoch, offset } = this.current;
    return { epoch, offset, data: JSON.parse(this.current.stateJson()) };
  }

  /** Lets every reader take what there is. */
  serve(): void {
    for (const reader of this.readers) reader.advance();
    this.current.noteOffered(this.now());
  }

  /** Learns what it is; readers that came before are told. */
  declare(settings: TopicSettings<unknown>, epoch: string): void {
    this.declared = true;
    this.options = settings;
    // Who has a position from before has no state to go with it.
    this.current = new TopicLife(this.name, epoch, settings);
    for (const reader of this.readers) reader.resubscribe();
  }

  /** Begins anew under another epoch, with nothing; a source that broke off is no less broken. */
  erase(epoch: string): void {
    this.current = new TopicLife(this.name, epoch, this.options);
    for (const reader of this.readers) reader.reset();
  }

  now(): number {
    return this.place.scheduler.now();
  }

  private noteEvent(): void {
    this.failed = false;
    if (this.readers.size === 0 || this.current.isFull) this.serve();
    else this.place.wake(this);
  }

  private fail(): void {
    this.failed = true;
    this.serve();
  }
}
