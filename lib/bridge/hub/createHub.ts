import { asapScheduler, type SchedulerLike } from 'rxjs';
import { requireRange } from '../../operators/requireRange.js';
import type { Entropy } from '../../ports/Entropy.js';
import type { Hub } from './Hub.js';
import type { HubTopic } from './HubTopic.js';
import { randomBytes } from './randomBytes.js';
import type { ReadableHub } from './readableHub.js';
import { Topic } from './Topic.js';
import { resolveTopicOptions, type TopicOptions } from './TopicOptions.js';

/** Options of `createHub`. */
export interface HubOptions {
  /** What topics are, by name: for those that a reader asks for before anybody publishes. @defaultValue readers wait until somebody does */
  readonly topicOptions?: (name: string) => TopicOptions | undefined;
  /** Topics at the same time; beyond it those that nobody reads or feeds are dropped, the oldest first. Who publishes always gets one. Unit: topics, ≥ 1. @defaultValue `10_000` */
  readonly maxTopics?: number;
  /** Clock of the history, and of the turn in which readers are served. @defaultValue `asapScheduler` */
  readonly scheduler?: SchedulerLike;
  /** Source of epochs. @defaultValue the platform's cryptographic source */
  readonly entropy?: Entropy;
}

/**
 * Makes a hub: named topics with a bounded history, numbered so that a reader can come back to where it was.
 *
 * A topic's numbers live as long as its epoch; a restart, a topic that was dropped and `erase` begin another one, and
 * whoever comes back with the old one is told so. All readers share one history, encoded once: memory does not grow with
 * readers, however slow. Memory: O(topics × (history + state)). Throws InvalidOptionError.
 *
 * @param options bounds, clock, chance
 * @example
 * const hub = createHub();
 * const syncs = hub.topic('syncs/u1', { key: (update: SyncUpdate) => update.connectionId });
 * syncs.publish(syncConnection(user, { connectionId: '7' }));
 */
export function createHub(options: HubOptions = {}): Hub {
  const { maxTopics = 10_000, scheduler = asapScheduler, entropy = PLATFORM } = options;
  requireRange('maxTopics', maxTopics, { min: 1, unit: 'topics' });
  return new TopicTable({ ...options, maxTopics, scheduler, entropy });
}

const PLATFORM: Entropy = { random: () => randomBytes(6).reduce((number, byte) => (number + byte) / 256, 0) };

class TopicTable implements ReadableHub {
  private readonly topics = new Map<string, Topic>();
  private readonly woken = new Set<Topic>();
  private readonly life: string;
  private lives = 0;

  constructor(
    private readonly options: HubOptions & { maxTopics: number; scheduler: SchedulerLike; entropy: Entropy },
  ) {
    this.life = Math.floor(options.entropy.random() * 2 ** 48).toString(36);
  }

  topic<T>(name: string, options?: TopicOptions<T>): HubTopic<T> {
    // Resolved at every call: between two of them, the topic may have been dropped for want of room.
    const current = (): Topic => this.declare(name, options);
    current();
    return {
      name,
      publish: (source, onError) => current().publish(source, onError),
      next: (value) => {
        current().next(value);
      },
      remove: (key) => {
        current().remove(key);
      },
      read: () => current().read(),
    };
  }

  open(name: string): Topic | undefined {
    const known = this.topics.get(name);
    if (known !== undefined) return known;
    if (!this.makeRoom()) return undefined;
    const options = this.optionsOf(name);
    return this.create(name, options ?? {}, options !== undefined);
  }

  erase(tenant: string, userId: string): void {
    for (const topic of this.topics.values()) if (isOwnedBy(topic, tenant, userId)) topic.erase(this.nextEpoch());
  }

  private declare<T>(name: string, given: TopicOptions<T> | undefined): Topic {
    const known = this.topics.get(name);
    if (known?.isDeclared === true) return known;
    const options = given ?? this.optionsOf(name) ?? {};
    if (known === undefined) {
      this.makeRoom();
      return this.create(name, options, true);
    }
    known.declare(resolveTopicOptions<unknown>(options), this.nextEpoch());
    return known;
  }

  private create<T>(name: string, options: TopicOptions<T>, isDeclared: boolean): Topic {
    const place = {
      scheduler: this.options.scheduler,
      wake: (woken: Topic) => {
        this.wake(woken);
      },
    };
    const topic = new Topic(name, this.epoch(), resolveTopicOptions<unknown>(options), place, isDeclared);
    this.topics.set(name, topic);
    return topic;
  }

  private optionsOf(name: string): TopicOptions | undefined {
    return this.options.topicOptions?.(name);
  }

  /** Drops what nobody needs until there is room, and tells whether there is; what comes back has another epoch. */
  private makeRoom(): boolean {
    for (const [name, topic] of this.topics) {
      if (this.topics.size < this.options.maxTopics) break;
      if (!topic.isIdle) continue;
      this.lives += 1;
      this.topics.delete(name);
    }
    return this.topics.size < this.options.maxTopics;
  }

  private wake(topic: Topic): void {
    if (this.woken.size === 0)
      this.options.scheduler.schedule(() => {
        this.serve();
      });
    this.woken.add(topic);
  }

  private serve(): void {
    const woken = [...this.woken];
    this.woken.clear();
    for (const topic of woken) topic.serve();
  }

  private epoch(): string {
    return `${this.life}.${this.lives.toString(36)}`;
  }

  private nextEpoch(): string {
    this.lives += 1;
    return this.epoch();
  }
}

function isOwnedBy({ settings: { owner } }: Topic, tenant: string, userId: string): boolean {
  return owner?.tenant === tenant && owner.userId === userId;
}
