import type { Position } from '../protocol/Position.js';

/** What a client wants of an event stream: topics, and where it was in each. */
export class EventStreamWishes {
  private readonly topics = new Map<string, Position | undefined>();

  /** Takes a message of the client; tells whether it asks for a topic, which a stream that runs cannot answer. */
  take(text: string): boolean {
    const message: unknown = JSON.parse(text);
    if (!isWish(message)) return false;
    if (message.kind === 'subscribe') this.topics.set(message.topic, message.since);
    else this.topics.delete(message.topic);
    return message.kind === 'subscribe';
  }

  query(): string {
    return [...this.topics.keys()].map((topic) => `topic=${encodeURIComponent(topic)}`).join('&');
  }

  /** `Last-Event-ID`, as the server would have written it. */
  lastEventId(): string {
    return [...this.topics.values()].map((since) => (since ? `${since.epoch}:${String(since.offset)}` : '-')).join();
  }
}

interface Wish {
  readonly kind: string;
  readonly topic: string;
  readonly since?: Position;
}

/** What the client itself wrote needs no closer look. */
function isWish(message: unknown): message is Wish {
  return typeof message === 'object' && message !== null && 'topic' in message;
}
