import { expect } from 'chai';
import { BRIDGE_PROTOCOL } from '../../../lib/bridge/protocol/BRIDGE_PROTOCOL.js';
import { webSocketClient } from '../../../lib/bridge/client/webSocketClient.js';
import { InvalidOptionError } from '../../../lib/errors/InvalidOptionError.js';
import type { ClientSocketEvent } from '../../../lib/ports/ClientSocketPort.js';

class FakeWebSocket {
  static readonly all: FakeWebSocket[] = [];
  readonly sent: string[] = [];
  readonly closed: unknown[] = [];
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {
    if (url === 'wss://refused') throw new SyntaxError('no such URL');
    FakeWebSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(code?: number): void {
    this.closed.push(code);
  }
}

function opened(ticket?: string, url = 'wss://app.example/live') {
  const events: ClientSocketEvent[] = [];
  const ends: string[] = [];
  const subscription = webSocketClient(FakeWebSocket)({ url, protocol: BRIDGE_PROTOCOL, ticket }).subscribe({
    next: (event) => events.push(event),
    error: (error: unknown) => ends.push(error instanceof Error ? error.name : 'none'),
    complete: () => ends.push('complete'),
  });
  const socket = FakeWebSocket.all.at(-1)!;
  const fire = (name: 'onopen' | 'onmessage' | 'onclose' | 'onerror', event: object = {}) =>
    socket[name]?.(event as never);
  return { events, ends, socket, fire, subscription };
}

describe('webSocketClient', () => {
  it('offers the protocol, and the ticket as a second one', () => {
    expect(opened().socket.protocols).to.deep.equal([BRIDGE_PROTOCOL]);
    const { socket } = opened('abc');
    expect(socket.protocols).to.deep.equal([BRIDGE_PROTOCOL, 'ticket.abc']);
    expect(socket.url).to.equal('wss://app.example/live');
  });

  it('tells that the socket is open, texts, and the end', () => {
    const { events, ends, socket, fire } = opened();
    fire('onopen');
    const [open] = events;
    if (open?.kind === 'open') open.send('hello');
    expect(socket.sent).to.deep.equal(['hello']);
    fire('onmessage', { data: '{}' });
    fire('onclose', { code: 4408, reason: 'silent' });
    expect(events.slice(1)).to.deep.equal([
      { kind: 'text', text: '{}' },
      { kind: 'closed', code: 4408, reason: 'silent' },
    ]);
    expect(ends).to.deep.equal(['complete']);
  });

  it('leaves out what is no text, and bears an error, after which the platform closes', () => {
    const { events, ends, fire } = opened();
    fire('onmessage', { data: new Uint8Array(1) });
    fire('onerror');
    expect([events, ends]).to.deep.equal([[], []]);
  });

  it('closes the socket when it is left', () => {
    const { socket, subscription } = opened();
    subscription.unsubscribe();
    expect(socket.closed).to.deep.equal([1000]);
  });

  it('errors for a URL that the platform does not take', () => {
    expect(opened(undefined, 'wss://refused').ends).to.deep.equal(['SyntaxError']);
  });

  it('finds the WebSocket of the platform, or says that there is none', () => {
    const there = Reflect.get(globalThis, 'WebSocket') as unknown;
    try {
      Reflect.set(globalThis, 'WebSocket', FakeWebSocket);
      webSocketClient()({ url: 'wss://own', protocol: 'p', ticket: undefined }).subscribe();
      expect(FakeWebSocket.all.at(-1)?.url).to.equal('wss://own');
      Reflect.set(globalThis, 'WebSocket', undefined);
      expect(() => webSocketClient()).to.throw(InvalidOptionError);
    } finally {
      if (there === undefined) Reflect.deleteProperty(globalThis, 'WebSocket');
      else Reflect.set(globalThis, 'WebSocket', there);
    }
  });
});
