import {
  catchError,
  concat,
  defaultIfEmpty,
  defer,
  EMPTY,
  from,
  ignoreElements,
  map,
  type Observable,
  of,
  startWith,
  Subject,
  take,
  takeWhile,
  tap,
  timeout,
} from 'rxjs';
import { createRateLimiter, type RateLimiter } from '../../operators/createRateLimiter.js';
import type { SocketPort } from '../../ports/SocketPort.js';
import type { ReadableHub } from '../hub/readableHub.js';
import type { ClientMessage, SubscribeMessage } from '../protocol/ClientMessage.js';
import { CLOSE_CODES, type CloseReason } from '../protocol/CLOSE_CODES.js';
import type { Refused } from '../protocol/ServerMessage.js';
import { toFrame } from '../protocol/toFrame.js';
import type { BridgeSession } from './BridgeSession.js';
import { hasExpired } from './hasExpired.js';
import type { BridgeSettings } from './options.js';
import { parseClientMessage } from './parseClientMessage.js';
import { TopicCursor } from './TopicCursor.js';

const PING = toFrame({ kind: 'ping' });

/** One client behind one socket: who it is, what it hears, and whether it is still there. */
export class BridgePeer {
  private readonly cursors = new Map<string, TopicCursor>();
  private readonly limiter: RateLimiter;
  /** Each time the socket may have taken something. */
  private readonly looks = new Subject<void>();
  private beatsSinceHeard = 0;
  private beatsSincePing = 0;
  private waiting = 0;
  private isOver = false;

  constructor(
    readonly socket: SocketPort,
    private readonly session: BridgeSession,
    private readonly hub: ReadableHub,
    private readonly settings: BridgeSettings,
  ) {
    const { maxMessagesPerSecond, maxTopics, scheduler } = settings;
    // A page that comes back asks for all of its topics at once.
    const burst = Math.max(maxMessagesPerSecond, maxTopics);
    this.limiter = createRateLimiter({ perSecond: maxMessagesPerSecond, burst, scheduler });
  }

  get highWaterBytes(): number {
    return this.settings.highWaterBytes;
  }

  isOf(tenant: string, userId: string): boolean {
    return this.session.tenant === tenant && this.session.userId === userId;
  }

  welcome(): void {
    this.socket.send(toFrame({ kind: 'welcome', pingEveryMs: this.settings.pingEveryMs }));
  }

  /** Reads a message and counts it in; one too many, or one that cannot be read, closes the socket. */
  hear(text: string): ClientMessage | undefined {
    this.beatsSinceHeard = 0;
    this.waiting += 1;
    const message = parseClientMessage(text);
    if (this.waiting > this.settings.maxTopics || !this.limiter.tryPermit()) this.close('tooMany');
    else if (message === undefined) this.close('badMessage');
    return this.isOver ? undefined : message;
  }

  /** Does what a message asks for; completes when it is done. */
  answer(message: ClientMessage): Observable<never> {
    return defer((): Observable<never> => {
      this.waiting -= 1;
      if (message.kind === 'subscribe') return concat(this.room(), this.subscribe(message));
      if (message.kind === 'unsubscribe') this.leave(message.topic);
      return EMPTY;
    });
  }

  /** Takes up where the socket was too slow; each time another topic is the first, so that none waits for ever. */
  advance(): void {
    const [first] = this.cursors;
    for (const [, cursor] of this.cursors) cursor.takeUp();
    if (first !== undefined && this.cursors.delete(first[0])) this.cursors.set(...first);
    this.looks.next();
  }

  tooSlow(): void {
    this.close('slow');
  }

  /** Is called `beats` times for each pause between two pings. */
  beat(now: number, beats: number): void {
    if (this.isOver) return;
    this.beatsSinceHeard += 1;
    this.beatsSincePing += 1;
    if (hasExpired(this.session, now)) this.close('expired');
    else if (this.socket.isDuplex && this.beatsSinceHeard > 2 * beats + 1) this.abandon();
    else if (this.beatsSincePing >= beats) this.ping();
    this.advance();
  }

  /** Says goodbye, once; nothing is said after it. */
  close(reason: CloseReason, words: string = reason): void {
    if (this.isOver) return;
    this.end();
    this.settings.telemetry?.count('bridge_closed_total', 1, { reason });
    this.socket.close(CLOSE_CODES[reason], words);
  }

  end(): void {
    this.isOver = true;
    for (const cursor of this.cursors.values()) cursor.end();
    this.cursors.clear();
    this.looks.complete();
  }

  /** Completes when the socket can take an answer: who asks and does not listen has to wait. */
  private room(): Observable<never> {
    return this.looks.pipe(
      startWith(undefined),
      map(() => this.socket.bufferedBytes()),
      takeWhile((bytes) => bytes > this.settings.highWaterBytes),
      ignoreElements(),
    );
  }

  private subscribe(message: SubscribeMessage): Observable<never> {
    return defer(() => {
      const { topic } = message;
      this.leave(topic);
      if (this.cursors.size >= this.settings.maxTopics) this.close('tooMany');
      if (this.isOver) return EMPTY;
      return this.allows(topic).pipe(
        tap((allowed) => {
          if (allowed === 'allowed') this.read(message);
          else this.refuse(topic, allowed);
        }),
        ignoreElements(),
      );
    });
  }

  private allows(topic: string): Observable<'allowed' | Refused['code']> {
    const { authorizeWithinMs, scheduler } = this.settings;
    return defer(() => {
      const allowed = this.settings.authorizeTopic(this.session, topic);
      return typeof allowed === 'boolean' ? of(allowed) : from(allowed);
    }).pipe(
      take(1),
      timeout({ first: authorizeWithinMs, scheduler }),
      defaultIfEmpty(false),
      map((allowed) => (allowed ? 'allowed' : 'forbidden')),
      catchError(() => of('unavailable' as const)),
    );
  }

  private read({ topic: name, since, from: begin = 'now' }: SubscribeMessage): void {
    if (this.isOver) return;
    const topic = this.hub.open(name);
    if (topic === undefined) {
      this.refuse(name, 'unavailable');
      return;
    }
    const cursor = new TopicCursor(topic, this);
    this.cursors.set(name, cursor);
    cursor.begin(since, begin);
  }

  private leave(topic: string): void {
    this.cursors.get(topic)?.end();
    this.cursors.delete(topic);
  }

  private refuse(topic: string, code: Refused['code']): void {
    if (!this.isOver) this.socket.send(toFrame({ kind: 'error', topic, code }));
  }

  // What waits in the socket is sign of life enough for who only listens, and nothing else would end a pile of pings.
  private ping(): void {
    this.beatsSincePing = 0;
    if (this.socket.isDuplex || this.socket.bufferedBytes() === 0) this.socket.send(PING);
  }

  private abandon(): void {
    this.close('silent');
    this.socket.cut();
  }
}
