import type { SchedulerLike, Subscription } from 'rxjs';
import type { OpenedSocket } from '../../ports/ClientSocketPort.js';
import type { ClientMessage } from '../protocol/ClientMessage.js';

/** To hear of a topic, or to hear no more of it. */
export type TopicWish = Exclude<ClientMessage, { readonly kind: 'pong' }>;

/** A server takes 50 messages a second, and lets 32 wait for an answer: half of that leaves room for signs of life. */
const MOST_AT_ONCE = 16;
const WINDOW_MS = 500;

/**
 * What a client wants of one socket and has not asked for yet.
 *
 * A page with hundreds of topics asks for them bit by bit, or it would be thrown out for asking too much, come back and ask
 * for as much again. Holds one wish for each topic: the last.
 */
export class AskLine {
  private readonly waiting = new Map<string, TopicWish>();
  private readonly unanswered = new Set<string>();
  private readonly most: number;
  private window: Subscription | undefined;
  private sent = 0;

  constructor(
    private readonly socket: OpenedSocket,
    private readonly scheduler: SchedulerLike,
  ) {
    this.most = socket.asksOnce === true ? Infinity : MOST_AT_ONCE;
  }

  say(message: TopicWish): void {
    this.waiting.set(message.topic, message);
    this.advance();
  }

  /** The server has said what it makes of a wish. */
  answered(topic: string): void {
    if (this.unanswered.delete(topic)) this.advance();
  }

  /** The socket is gone. */
  end(): void {
    this.waiting.clear();
    this.window?.unsubscribe();
  }

  private advance(): void {
    for (const [topic, message] of this.waiting) {
      if (this.sent >= this.most) break;
      if (message.kind === 'subscribe') {
        if (this.unanswered.size >= this.most) continue;
        this.unanswered.add(topic);
      }
      this.waiting.delete(topic);
      this.sent += 1;
      this.socket.send(JSON.stringify(message));
    }
    if (this.sent > 0) this.window ??= this.openWindow();
  }

  private openWindow(): Subscription {
    return this.scheduler.schedule(() => {
      this.window = undefined;
      this.sent = 0;
      this.advance();
    }, WINDOW_MS);
  }
}
