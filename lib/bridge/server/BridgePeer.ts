import {
  catchError,
  defaultIfEmpty,
  defer,
  EMPTY,
  from,
  ignoreElements,
  map,
  type Observable,
  of,
  take,
  tap,
  timeout,
} from 'rxjs';
import { createRateLimiter, type RateLimiter } from '../../operators/createRateLimiter.js';
import type { SocketPort } from '../../ports/SocketPort.js';
import type { Hub } from '../hub/createHub.js';
import type { ClientMessage, SubscribeMessage } from '../protocol/ClientMessage.js';
import { CLOSE_CODES, type CloseReason } from '../protocol/CLOSE_CODES.js';
import type { Refused } from '../protocol/ServerMessage.js';
import { toFrame } from '../protocol/toFrame.js';
import type { BridgeSession } from './BridgeSession.js';
import type { BridgeSettings } from './options.js';
import { TopicCursor } from './TopicCursor.js';

/** Messages of one client that may wait for an answer of `authorizeTopic`. */
const MOST_WAITING = 32;
const PING = toFrame({ kind: 'ping' });

/** One client behind one socket: who it is, what it hears, and whether it is still there. */
export class BridgePeer {
  private readonly cursors = new Map<string, TopicCursor>();
  private readonly limiter: RateLimiter;
  private beatsSinceHeard = 0;
  private beatsSincePing = 0;
  private waiting = 0;

  constructor(
    readonly socket: SocketPort,
    private readonly session: BridgeSession,
    private readonly hub: Hub,
    private readonly settings: BridgeSettings,
  ) {
    const { maxMessagesPerSecond, scheduler } = settings;
    this.limiter = createRateLimiter({ perSecond: maxMessagesPerSecond, burst: maxMessagesPerSecond, scheduler });
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

  /** Counts a message in; one too many closes the socket. */
  hear(): boolean {
    this.beatsSinceHeard = 0;
    this.waiting += 1;
    if (this.waiting <= MOST_WAITING && this.limiter.tryPermit()) return true;
    this.close('tooMany');
    return false;
  }

  /** Does what a message asks for; completes when it is done. */
  answer(message: ClientMessage): Observable<never> {
    return defer((): Observable<never> => {
      this.waiting -= 1;
      if (message.kind === 'subscribe') return this.subscribe(message);
      if (message.kind === 'unsubscribe') this.leave(message.topic);
      return EMPTY;
    });
  }

  /** Takes up where the socket was too slow. */
  advance(): void {
    for (const cursor of this.cursors.values()) cursor.advance();
  }

  tooSlow(): void {
    this.close('slow');
  }

  /** Is called `beats` times for each pause between two pings. */
  beat(now: number, beats: number): void {
    const { expiresAt } = this.session;
    this.beatsSinceHeard += 1;
    this.beatsSincePing += 1;
    if (expiresAt !== undefined && expiresAt.getTime() <= now) this.close('expired');
    else if (this.socket.isDuplex && this.beatsSinceHeard > 2 * beats + 1) this.abandon();
    else if (this.beatsSincePing >= beats) this.ping();
  }

  close(reason: CloseReason, words: string = reason): void {
    this.end();
    this.settings.telemetry?.count('bridge_closed_total', 1, { reason });
    this.socket.close(CLOSE_CODES[reason], words);
  }

  end(): void {
    for (const cursor of this.cursors.values()) cursor.end();
    this.cursors.clear();
  }

  private subscribe(message: SubscribeMessage): Observable<never> {
    const { topic } = message;
    this.leave(topic);
    if (this.cursors.size >= this.settings.maxTopics) {
      this.close('tooMany');
      return EMPTY;
    }
    return this.allows(topic).pipe(
      tap((allowed) => {
        if (allowed === 'allowed') this.read(message);
        else this.refuse(topic, allowed);
      }),
      ignoreElements(),
    );
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
    this.socket.send(toFrame({ kind: 'error', topic, code }));
  }

  private ping(): void {
    this.beatsSincePing = 0;
    this.socket.send(PING);
  }

  private abandon(): void {
    this.close('silent');
    this.socket.cut();
  }
}
