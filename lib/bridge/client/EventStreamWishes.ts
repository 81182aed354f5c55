import type { Position } from '../protocol/Position.js';

/** What a client wants of an event stream: topics, and where it was in each. */
export class EventStreamWishes {
  private readonly topics = new Map<string, Position | undefined>();

  /** Takes a message of the client; tells whether it names a topic that was not asked for. */
  take(text: string): boolean {
    const message: unknown = JSON.parse(text);
    if (!isSubscribe(message) || message.kind !== 'subscribe') return false;
    const isNew = !this.topics.has(message.topic);
    this.topics.set(message.topic, message.since);
    return isNew;
  }

  query(): string {
    return [...this.topics.keys()].map((topic) => `topic=${encodeURIComponent(topic)}`).join('&');
  }

  /** `Last-Event-ID`, as the server would have written it. */
  lastEventId(): string {
    return [...this.topics.values()].map((since) => (since ? `${since.epoch}:${String(since.offset)}` : '-')).join();
  }
}

interface Subscribe {
  readonly kind: string;
  readonly topic: string;
  readonly since?: Position;
}

/** What the client itself wrote needs no closer look. */
function isSubscribe(message: unknown): message is Subscribe {
  return typeof message === 'object' && message !== null && 'topic' in message;
}
