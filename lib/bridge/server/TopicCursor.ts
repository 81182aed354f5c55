import type { SharedFrame, SocketPort } from '../../ports/SocketPort.js';
import type { Topic } from '../hub/Topic.js';
import type { FramesAhead } from '../hub/TopicHistory.js';
import type { TopicReader } from '../hub/TopicReader.js';
import type { SubscribeMessage } from '../protocol/ClientMessage.js';
import { toFrame } from '../protocol/toFrame.js';

/** What a cursor needs of its socket. */
export interface CursorPlace {
  readonly socket: SocketPort;
  /** What may wait in the socket, the next frame included. Unit: bytes */
  readonly highWaterBytes: number;
  /** The socket took too little, and the topic does not bear that. */
  tooSlow(): void;
}

/**
 * One socket's place in one topic.
 *
 * Nothing is queued for a socket: the topic's history is the queue, and the cursor says how far into it the socket is. A
 * socket that cannot take the next frame is *behind*: it is left where it is until it has drained, and then gets what
 * the topic's policy leaves of the rest. Under `close` it loses its socket then, unless it has only just come back and is
 * *catching up*: what it missed is no sign that it is slow. That a source broke off is told last, so that no event of
 * before takes it back.
 */
export class TopicCursor implements TopicReader {
  private at = 0;
  private isBehind = false;
  private isCatchingUp = true;
  private hasToldFailure = false;

  constructor(
    private readonly topic: Topic,
    private readonly place: CursorPlace,
  ) {}

  /** Says where it begins, and begins: position, snapshot and all that follows come out of one turn. */
  begin(since: SubscribeMessage['since'], from: 'now' | 'earliest'): void {
    const { life, state, name } = this.topic;
    const { offset, reason } = life.startOf(since, from, this.topic.now());
    const recovered = reason === 'resumed';
    this.at = offset;
    this.isBehind = false;
    this.isCatchingUp = true;
    this.tell(toFrame({ kind: 'subscribed', topic: name, epoch: life.epoch, offset, state, recovered, reason }));
    if (!recovered) this.tellState();
    this.topic.readers.add(this);
    this.advance();
  }

  end(): void {
    this.topic.readers.delete(this);
  }

  // What a socket that is behind would get is not even put together before it has room again.
  advance(): void {
    if (!this.isBehind || this.place.socket.bufferedBytes() === 0) this.takeUp();
  }

  /** Takes what there is room for. */
  takeUp(): void {
    while (this.at < this.topic.life.offset) {
      const ahead = this.ahead();
      const isSent = ahead === undefined ? this.makeUpForLoss() : this.sendAhead(ahead);
      if (!isSent) return;
    }
    this.isBehind = false;
    this.isCatchingUp = false;
    if (this.topic.hasFailed && !this.hasToldFailure) this.tellFailure();
  }

  reset(): void {
    const { life, name } = this.topic;
    const { epoch, offset } = life;
    this.at = offset;
    this.tell(toFrame({ kind: 'reset', topic: name, epoch, offset, reason: 'erased' }));
    this.tellState();
    this.advance();
  }

  resubscribe(): void {
    this.begin(undefined, 'now');
  }

  private ahead(): FramesAhead | undefined {
    const { life, settings } = this.topic;
    if (this.isBehind && settings.whenSlow === 'conflate') return life.conflatedAfter(this.at);
    const joined = life.framesAfter(this.at);
    return joined === undefined || this.hasRoomFor([joined.frame]) ? joined : life.nextAfter(this.at);
  }

  private sendAhead({ frame, to }: FramesAhead): boolean {
    if (!this.hasRoomFor([frame])) return this.fallBehind();
    this.tell(frame);
    this.at = to;
    return true;
  }

  /** The history has gone on without this socket. */
  private makeUpForLoss(): boolean {
    const { life, settings, name } = this.topic;
    if (settings.whenSlow === 'close') {
      this.place.tooSlow();
      return false;
    }
    const keepsState = settings.state !== 'none';
    const to = keepsState ? life.offset : life.oldest - 1;
    const lost = { kind: 'skipped', topic: name, epoch: life.epoch, from: this.at + 1, to } as const;
    const frames = [
      ...(settings.whenSlow === 'dropOldest' ? [toFrame(lost)] : []),
      ...(keepsState ? [life.snapshotFrame()] : []),
    ];
    if (!this.hasRoomFor(frames)) return this.fallBehind();
    for (const frame of frames) this.tell(frame);
    this.at = to;
    return true;
  }

  private fallBehind(): false {
    this.isBehind = true;
    if (this.topic.settings.whenSlow === 'close' && !this.isCatchingUp) this.place.tooSlow();
    return false;
  }

  private hasRoomFor(frames: readonly SharedFrame[]): boolean {
    const buffered = this.place.socket.bufferedBytes();
    return buffered === 0 || frames.reduce((sum, { bytes }) => sum + bytes, buffered) <= this.place.highWaterBytes;
  }

  /** The state, where the topic keeps one. */
  private tellState(): void {
    const { life, settings } = this.topic;
    if (settings.state === 'none') return;
    this.at = life.offset;
    this.tell(life.snapshotFrame());
  }

  private tellFailure(): void {
    this.tell(toFrame({ kind: 'error', topic: this.topic.name, code: 'sourceFailed' }));
    this.hasToldFailure = true;
  }

  // Whatever is told, the client takes it for a sign that the source is well again.
  private tell(frame: SharedFrame): void {
    this.hasToldFailure = false;
    this.place.socket.send(frame);
  }
}
