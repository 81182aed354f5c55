import { BehaviorSubject, distinctUntilChanged, merge, Observable, of, type SchedulerLike, Subscription } from 'rxjs';
import type { OpenedSocket } from '../../ports/ClientSocketPort.js';
import { CLOSE_CODES } from '../protocol/CLOSE_CODES.js';
import type { ServerMessage } from '../protocol/ServerMessage.js';
import { AskLine } from './AskLine.js';
import type { BridgeMessage } from './BridgeMessage.js';
import { BridgeRefusedError } from './BridgeRefusedError.js';
import type { BridgeStatus } from './BridgeStatus.js';
import { ClientTopic, type TopicMessage } from './ClientTopic.js';
import type { DecodeData } from './FoldedState.js';
import type { SocketNews } from './keepSocket.js';
import type { Liveness } from './Liveness.js';
import { parseServerMessages } from './parseServerMessages.js';

/** What a connection is made of. */
export interface ClientPlace {
  readonly news: Observable<SocketNews>;
  readonly liveness: Liveness;
  readonly decode: DecodeData;
  readonly scheduler: SchedulerLike;
}

interface SpokenSocket {
  readonly line: AskLine;
  readonly timers: Subscription;
  readonly pong: () => void;
}

const ASK_AGAIN_MS = 5_000;
const PONG = JSON.stringify({ kind: 'pong' });

/** The topics that are heard, over whatever socket there is. */
export class ClientConnection {
  readonly status: Observable<BridgeStatus>;
  private readonly topics = new Map<string, ClientTopic>();
  private readonly statuses = new BehaviorSubject<BridgeStatus>({ kind: 'idle' });
  private running: Subscription | undefined;
  private socket: SpokenSocket | undefined;
  private liveAt: Date | undefined;
  private wasLost = false;
  private isRevoked = false;

  constructor(private readonly place: ClientPlace) {
    this.status = this.statuses.pipe(distinctUntilChanged(isSameStatus));
  }

  /** What the values are is the caller's word, and that of `decode`. */
  messagesOf<T>(name: string): Observable<BridgeMessage<T>>;
  messagesOf(name: string): Observable<BridgeMessage<unknown>> {
    return this.listen(name, ({ messages }) => messages);
  }

  /** What the state is is the caller's word, and that of `decode`. */
  statesOf<T>(name: string): Observable<T>;
  statesOf(name: string): Observable<unknown> {
    return this.listen(name, ({ known, states }) => (known === undefined ? states : merge(of(known.read()), states)));
  }

  private listen<T>(name: string, pick: (topic: ClientTopic) => Observable<T>): Observable<T> {
    return new Observable((subscriber) => {
      if (this.isRevoked) {
        subscriber.error(new BridgeRefusedError(name, 'revoked'));
        return;
      }
      const topic = this.topics.get(name) ?? this.begin(name);
      topic.listeners += 1;
      subscriber.add(() => {
        topic.listeners -= 1;
        if (topic.listeners === 0) this.forget(topic);
      });
      subscriber.add(pick(topic).subscribe(subscriber));
      this.start();
      this.tellStatus();
    });
  }

  private begin(name: string): ClientTopic {
    const topic = new ClientTopic(name, this.place.decode);
    this.topics.set(name, topic);
    this.ask(topic);
    return topic;
  }

  private start(): void {
    if (this.running !== undefined || this.topics.size === 0) return;
    this.running = new Subscription();
    this.running.add(
      this.place.news.subscribe({
        next: (news) => {
          this.take(news);
        },
        error: (error: unknown) => {
          this.failAll(() => error);
        },
      }),
    );
  }

  private stop(): void {
    this.running?.unsubscribe();
    this.running = undefined;
    this.drop();
    this.liveAt = undefined;
    this.wasLost = false;
  }

  private take(news: SocketNews): void {
    if (news.kind === 'open') this.open(news);
    else if (news.kind === 'text') this.hear(parseServerMessages(news.text));
    else this.lose(news.end.code);
    this.tellStatus();
  }

  private open(opened: OpenedSocket): void {
    const pong = (): void => {
      opened.send(PONG);
    };
    this.socket = { line: new AskLine(opened, this.place.scheduler), timers: new Subscription(), pong };
    for (const topic of this.topics.values()) this.ask(topic);
  }

  private hear(messages: readonly ServerMessage[]): void {
    const { liveness, scheduler } = this.place;
    liveness.hear(scheduler.now());
    const touched = new Set<ClientTopic>();
    for (const message of messages) {
      if (message.kind === 'welcome') liveness.expect(message.pingEveryMs);
      else if (message.kind === 'ping') this.socket?.pong();
      else this.hearOf(message, touched);
    }
    for (const topic of touched) topic.settle();
  }

  private hearOf(message: TopicMessage, touched: Set<ClientTopic>): void {
    if (message.kind === 'subscribed' || message.kind === 'error') this.socket?.line.answered(message.topic);
    const topic = this.topics.get(message.topic);
    if (topic === undefined) return;
    touched.add(topic);
    try {
      topic.take(message);
    } catch (error) {
      this.close(topic, error);
      return;
    }
    if (message.kind === 'error' && message.code === 'unavailable') this.askLater(topic);
  }

  private ask({ name, position }: ClientTopic): void {
    this.socket?.line.say({ kind: 'subscribe', topic: name, ...(position !== undefined && { since: position }) });
  }

  private askLater(topic: ClientTopic): void {
    const again = this.place.scheduler.schedule(() => {
      if (this.topics.get(topic.name) === topic) this.ask(topic);
    }, ASK_AGAIN_MS);
    this.socket?.timers.add(again);
  }

  private forget(topic: ClientTopic): void {
    if (this.topics.get(topic.name) === topic) {
      this.topics.delete(topic.name);
      this.socket?.line.say({ kind: 'unsubscribe', topic: topic.name });
    }
    if (this.topics.size === 0) this.stop();
    this.tellStatus();
  }

  // A listener that asks again when it hears of the error finds a topic that nobody has asked for.
  private close(topic: ClientTopic, error: unknown): void {
    this.topics.delete(topic.name);
    this.socket?.line.say({ kind: 'unsubscribe', topic: topic.name });
    topic.fail(error);
  }

  private failAll(errorOf: (topic: ClientTopic) => unknown): void {
    for (const topic of [...this.topics.values()]) this.close(topic, errorOf(topic));
  }

  private lose(code: number): void {
    this.drop();
    this.wasLost = true;
    for (const topic of this.topics.values()) topic.lose();
    if (code !== CLOSE_CODES.revoked) return;
    this.isRevoked = true;
    this.failAll(({ name }) => new BridgeRefusedError(name, 'revoked'));
  }

  private drop(): void {
    this.socket?.timers.unsubscribe();
    this.socket?.line.end();
    this.socket = undefined;
  }

  private tellStatus(): void {
    const status = this.currentStatus();
    if (status.kind === 'live') this.liveAt = new Date(this.place.liveness.lastHeardAt);
    this.statuses.next(status);
  }

  private currentStatus(): BridgeStatus {
    if (this.isRevoked) return { kind: 'revoked' };
    if (this.topics.size === 0) return { kind: 'idle' };
    const topics = [...this.topics.values()];
    const since = this.liveAt;
    if (this.socket === undefined)
      return this.wasLost ? { kind: 'stale', since, why: 'socket' } : { kind: 'connecting' };
    if (!topics.every(({ isUpToDate }) => isUpToDate)) return { kind: 'resuming', since };
    return topics.some(({ isFailing }) => isFailing) ? { kind: 'stale', since, why: 'source' } : { kind: 'live' };
  }
}

function isSameStatus(one: BridgeStatus, other: BridgeStatus): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
