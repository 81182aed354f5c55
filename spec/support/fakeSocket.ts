import { Subject } from 'rxjs';
import type { ClientMessage } from '../../lib/bridge/protocol/ClientMessage.js';
import type { ServerMessage } from '../../lib/bridge/protocol/ServerMessage.js';
import type { SharedFrame, SocketPort } from '../../lib/ports/SocketPort.js';

/** A socket whose other end is the spec: it speaks, listens, and stops taking what it is sent. */
export class FakeSocket implements SocketPort {
  /** What was said of topics and of the rest, one by one, in order. */
  readonly said: ServerMessage[] = [];
  readonly frames: SharedFrame[] = [];
  readonly closes: { readonly code: number; readonly reason: string }[] = [];
  isCut = false;
  mostBuffered = 0;
  private readonly incoming = new Subject<string>();
  private readonly drains = new Subject<void>();
  private isStalled = false;
  private buffered = 0;

  constructor(readonly isDuplex = true) {}

  readonly messages = this.incoming.asObservable();
  readonly drained = this.drains.asObservable();

  bufferedBytes(): number {
    return this.buffered;
  }

  send(frame: SharedFrame): void {
    this.frames.push(frame);
    if (this.isStalled) this.buffered += frame.bytes;
    this.mostBuffered = Math.max(this.mostBuffered, this.buffered);
    const heard: unknown = JSON.parse(frame.text);
    this.said.push(...((Array.isArray(heard) ? heard : [heard]) as ServerMessage[]));
  }

  close(code: number, reason: string): void {
    this.closes.push({ code, reason });
  }

  cut(): void {
    this.isCut = true;
  }

  /** The client speaks. */
  say(message: ClientMessage): void {
    this.sayText(JSON.stringify(message));
  }

  sayText(text: string): void {
    this.incoming.next(text);
  }

  subscribe(topic: string, more: Partial<Extract<ClientMessage, { kind: 'subscribe' }>> = {}): void {
    this.say({ kind: 'subscribe', topic, ...more });
  }

  /** From now on the client takes nothing. */
  stall(): void {
    this.isStalled = true;
  }

  /** The client takes all that waits, and then stops or goes on. */
  drain(then: 'stall' | 'go on' = 'go on'): void {
    this.isStalled = then === 'stall';
    this.buffered = 0;
    this.drains.next();
  }

  /** The socket is gone, whoever ended it. */
  end(): void {
    this.incoming.complete();
  }

  /** What was said since the last time. */
  news(): readonly ServerMessage[] {
    return this.said.splice(0);
  }

  of<K extends ServerMessage['kind']>(kind: K): readonly Extract<ServerMessage, { readonly kind: K }>[] {
    return this.said.filter(
      (message): message is Extract<ServerMessage, { readonly kind: K }> => message.kind === kind,
    );
  }

  /** `code reason` of the goodbyes; a second one is not heard by anybody. */
  get goodbye(): string | undefined {
    const [first] = this.closes;
    return first && `${String(first.code)} ${first.reason}`;
  }
}
