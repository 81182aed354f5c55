import {
  BehaviorSubject,
  distinctUntilChanged,
  merge,
  Observable,
  of,
  type SchedulerLike,
  Subscription,
  timer,
} from 'rxjs';
import type { ClientMessage } from '../protocol/ClientMessage.js';
import { CLOSE_CODES } from '../protocol/CLOSE_CODES.js';
import type { ServerMessage } from '../protocol/ServerMessage.js';
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

const ASK_AGAIN_MS = 5_000;

/** The topics that are heard, over whatever socket there is. */
export class ClientConnection {
  readonly status$: Observable<BridgeStatus>;
  private readonly topics = new Map<string, ClientTopic>();
  private readonly statuses = new BehaviorSubject<BridgeStatus>({ kind: 'idle' });
  private running: Subscription | undefined;
  private socket: { readonly send: (text: string) => void; readonly timers: Subscription } | undefined;
  private liveAt: Date | undefined;
  private wasLost = false;
  private isRevoked = false;

  constructor(private readonly place: ClientPlace) {
    this.status$ = this.statuses.pipe(distinctUntilChanged(isSameStatus));
  }

  messagesOf(name: string): Observable<BridgeMessage<unknown>> {
    return this.listen(name, ({ messages }) => messages);
  }

  statesOf(name: string): Observable<unknown> {
    return this.listen(name, ({ known, states }) => (known === undefined ? states : merge(of(known.read()), states)));
  }

  private listen<T>(name: string, pick: (topic: ClientTopic) => Observable<T>): Observable<T> {
    return new Observable((subscriber) => {
      const topic = this.topics.get(name) ?? new ClientTopic(name, this.place.decode);
      topic.listeners += 1;
      const isNew = topic.listeners === 1;
      this.topics.set(name, topic);
      subscriber.add(() => {
        topic.listeners -= 1;
        if (topic.listeners === 0) this.forget(topic);
      });
      subscriber.add(pick(topic).subscribe(subscriber));
      if (isNew) this.ask(topic);
      this.tellStatus();
      this.running ??= this.place.news.subscribe((news) => {
        this.take(news);
      });
    });
  }

  private forget(topic: ClientTopic): void {
    if (this.topics.get(topic.name) === topic) {
      this.topics.delete(topic.name);
      this.say({ kind: 'unsubscribe', topic: topic.name });
    }
    if (this.topics.size === 0) this.stop();
    this.tellStatus();
  }

  private stop(): void {
    this.running?.unsubscribe();
    this.running = undefined;
    this.drop();
    this.liveAt = undefined;
    this.wasLost = false;
    this.isRevoked = false;
  }

  private take(news: SocketNews): void {
    if (news.kind === 'open') {
      this.socket = { send: news.send, timers: new Subscription() };
      for (const topic of this.topics.values()) this.ask(topic);
    } else if (news.kind === 'text') {
      this.hear(parseServerMessages(news.text));
    } else {
      this.lose(news.end.code);
    }
    this.tellStatus();
  }

  private hear(messages: readonly ServerMessage[]): void {
    const { liveness, scheduler } = this.place;
    liveness.hear(scheduler.now());
    const touched = new Set<ClientTopic>();
    for (const message of messages) {
      if (message.kind === 'welcome') liveness.expect(message.pingEveryMs);
      else if (message.kind === 'ping') this.say({ kind: 'pong' });
      else this.hearOf(message, touched);
    }
    for (const topic of touched) topic.settle();
  }

  private hearOf(message: TopicMessage, touched: Set<ClientTopic>): void {
    const topic = this.topics.get(message.topic);
    if (topic === undefined) return;
    touched.add(topic);
    try {
      topic.take(message);
    } catch (error) {
      this.close(topic);
      topic.fail(error);
      return;
    }
    if (message.kind !== 'error') return;
    if (message.code === 'unavailable') this.askLater(topic);
    if (message.code === 'forbidden') this.close(topic);
  }

  private ask({ name, position }: ClientTopic): void {
    this.say({ kind: 'subscribe', topic: name, ...(position !== undefined && { since: position }) });
  }

  private askLater(topic: ClientTopic): void {
    const later = timer(ASK_AGAIN_MS, this.place.scheduler).subscribe(() => {
      if (this.topics.get(topic.name) === topic) this.ask(topic);
    });
    this.socket?.timers.add(later);
  }

  private say(message: ClientMessage): void {
    this.socket?.send(JSON.stringify(message));
  }

  private close(topic: ClientTopic): void {
    this.topics.delete(topic.name);
    this.say({ kind: 'unsubscribe', topic: topic.name });
  }

  private lose(code: number): void {
    this.drop();
    this.wasLost = true;
    for (const topic of this.topics.values()) topic.isUpToDate = false;
    if (code !== CLOSE_CODES.revoked) return;
    this.isRevoked = true;
    for (const topic of [...this.topics.values()]) topic.fail(new BridgeRefusedError(topic.name, 'revoked'));
  }

  private drop(): void {
    this.socket?.timers.unsubscribe();
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
