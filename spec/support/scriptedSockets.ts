import { Observable, type Subscriber } from 'rxjs';
import type { ServerMessage } from '../../lib/bridge/protocol/ServerMessage.js';
import type { ClientSocketEvent, ClientSocketPort, ClientSocketRequest } from '../../lib/ports/ClientSocketPort.js';

/** One socket that a client asked for, with the server's end in the hands of a spec. */
export class ScriptedSocket {
  readonly heard: unknown[] = [];
  isOver = false;

  constructor(
    readonly request: ClientSocketRequest,
    private readonly subscriber: Subscriber<ClientSocketEvent>,
    private readonly asksOnce: boolean,
  ) {
    subscriber.add(() => (this.isOver = true));
  }

  open(pingEveryMs = 25_000): this {
    const send = (text: string) => this.heard.push(JSON.parse(text));
    this.subscriber.next({ kind: 'open', send, ...(this.asksOnce && { asksOnce: true }) });
    return this.say({ kind: 'welcome', pingEveryMs });
  }

  say(...messages: readonly ServerMessage[]): this {
    return this.sayText(JSON.stringify(messages.length === 1 ? messages[0] : messages));
  }

  sayText(text: string): this {
    this.subscriber.next({ kind: 'text', text });
    return this;
  }

  close(code = 1006, reason = ''): void {
    this.subscriber.next({ kind: 'closed', code, reason });
    this.subscriber.complete();
  }

  /** The topics that were asked for, in order. */
  topics(): readonly unknown[] {
    return this.heard.filter((said) => fieldOf(said, 'kind') === 'subscribe').map((said) => fieldOf(said, 'topic'));
  }
}

/** Sockets that open, speak and end when a spec says so. */
export class ScriptedSockets {
  readonly all: ScriptedSocket[] = [];

  constructor(private readonly asksOnce = false) {}

  readonly port: ClientSocketPort = (request) =>
    new Observable((subscriber) => {
      this.all.push(new ScriptedSocket(request, subscriber, this.asksOnce));
    });

  get last(): ScriptedSocket {
    const last = this.all.at(-1);
    if (last === undefined) throw new Error('no socket was asked for');
    return last;
  }
}

function fieldOf(said: unknown, name: string): unknown {
  return typeof said === 'object' && said !== null ? Reflect.get(said, name) : undefined;
}
