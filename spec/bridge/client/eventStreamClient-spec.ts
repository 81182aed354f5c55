import { expect } from 'chai';
import {
  eventStreamClient,
  type PlatformAnswer,
  type PlatformFetchInit,
} from '../../../lib/bridge/client/eventStreamClient.js';
import { InvalidOptionError } from '../../../lib/errors/InvalidOptionError.js';
import type { ClientSocketEvent } from '../../../lib/ports/ClientSocketPort.js';

/** A `fetch` whose answer the spec writes. */
class FakeFetch {
  readonly asked: { readonly url: string; readonly init: PlatformFetchInit }[] = [];
  private readonly pieces: (Uint8Array | undefined)[] = [];
  private wake: () => void = () => undefined;

  constructor(private readonly ok = true) {}

  readonly fetch = (url: string, init: PlatformFetchInit): Promise<PlatformAnswer> => {
    this.asked.push({ url, init });
    return Promise.resolve({ ok: this.ok, body: { getReader: () => ({ read: () => this.read() }) } });
  };

  async say(text: string): Promise<void> {
    this.pieces.push(new TextEncoder().encode(text));
    await this.told();
  }

  async sayBytes(bytes: Uint8Array): Promise<void> {
    this.pieces.push(bytes);
    await this.told();
  }

  async end(): Promise<void> {
    this.pieces.push(undefined);
    await this.told();
  }

  private async told(): Promise<void> {
    this.wake();
    await settled();
  }

  private async read(): Promise<{ done: boolean; value?: Uint8Array }> {
    while (this.pieces.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    const value = this.pieces.shift();
    return value === undefined ? { done: true } : { done: false, value };
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const URL = 'https://app.example/live/events';

function stream(fake: FakeFetch, topics: readonly object[], ticket?: string) {
  const events: ClientSocketEvent[] = [];
  let isComplete = false;
  const subscription = eventStreamClient(
    URL,
    fake.fetch,
  )({ url: 'wss://unused', protocol: 'p', ticket }).subscribe({
    next: (event) => {
      events.push(event);
      if (event.kind === 'open')
        for (const topic of topics) event.send(JSON.stringify({ kind: 'subscribe', ...topic }));
    },
    complete: () => (isComplete = true),
  });
  const send = (message: object) => {
    const [open] = events;
    if (open?.kind === 'open') open.send(JSON.stringify(message));
  };
  return { events, subscription, send, isComplete: () => isComplete };
}

describe('eventStreamClient', () => {
  it('asks for all topics, where it was in each, with its ticket in a header', async () => {
    const fake = new FakeFetch();
    const { events } = stream(fake, [{ topic: 'a b' }, { topic: 'c', since: { epoch: 'e', offset: 4 } }], 'abc');
    await settled();
    const [{ url, init } = { url: '', init: undefined }] = fake.asked;
    expect(url).to.equal(`${URL}?topic=a%20b&topic=c`);
    expect(init?.headers).to.deep.equal({
      accept: 'text/event-stream',
      'last-event-id': '-,e:4',
      authorization: 'Ticket abc',
    });
    expect(events[0]).to.include({ kind: 'open', asksOnce: true });
  });

  it('gives the texts of events, wherever the network cuts them', async () => {
    const fake = new FakeFetch();
    const { events } = stream(fake, [{ topic: 'a' }]);
    const bytes = new TextEncoder().encode('id: 1\ndata: {"ü":1}\n\n');
    await fake.sayBytes(bytes.slice(0, 15));
    await fake.sayBytes(bytes.slice(15));
    expect(events.slice(1)).to.deep.equal([{ kind: 'text', text: '{"ü":1}' }]);
  });

  it('ends as the server says, and as lost when the server says nothing', async () => {
    const told = new FakeFetch();
    const first = stream(told, [{ topic: 'a' }]);
    await told.say('event: close\ndata: {"code":4401,"reason":"expired"}\n\n');
    expect(first.events.at(-1)).to.deep.equal({ kind: 'closed', code: 4401, reason: 'expired' });
    expect(first.isComplete()).to.be.true;

    const cut = new FakeFetch();
    const second = stream(cut, [{ topic: 'a' }]);
    await cut.end();
    expect(second.events.at(-1)).to.deep.equal({ kind: 'closed', code: 1006, reason: '' });
  });

  it('is lost when it is refused, and when there is no answer', async () => {
    const refused = stream(new FakeFetch(false), [{ topic: 'a' }]);
    const events: ClientSocketEvent[] = [];
    const offline = eventStreamClient(URL, () => Promise.reject(new TypeError('fetch failed')));
    offline({ url: '', protocol: 'p', ticket: undefined }).subscribe((event) => events.push(event));
    await settled();
    for (const last of [refused.events.at(-1), events.at(-1)])
      expect(last).to.deep.equal({ kind: 'closed', code: 1006, reason: '' });
  });

  it('is lost when the goodbye is garbage', async () => {
    const fake = new FakeFetch();
    const { events } = stream(fake, [{ topic: 'a' }]);
    await fake.say('event: close\ndata: {{\n\n');
    expect(events.at(-1)).to.deep.equal({ kind: 'closed', code: 1006, reason: '' });
  });

  it('makes room for another stream when a topic is asked for later, and not when one is left', async () => {
    const fake = new FakeFetch();
    const { events, send } = stream(fake, [{ topic: 'a' }, { topic: 'b' }]);
    await settled();
    send({ kind: 'unsubscribe', topic: 'b' });
    send({ kind: 'pong' });
    expect(events).to.have.length(1);
    send({ kind: 'subscribe', topic: 'b' });
    expect(events.at(-1)).to.deep.equal({ kind: 'closed', code: 4000, reason: '' });
    expect(fake.asked[0]?.init.signal.aborted).to.be.true;
  });

  it('ends the request when it is left', async () => {
    const fake = new FakeFetch();
    const { subscription } = stream(fake, [{ topic: 'a' }]);
    await settled();
    expect(fake.asked[0]?.init.signal.aborted).to.be.false;
    subscription.unsubscribe();
    expect(fake.asked[0]?.init.signal.aborted).to.be.true;
  });

  it('finds the fetch of the platform, or says that there is none', () => {
    const there = Reflect.get(globalThis, 'fetch') as unknown;
    try {
      expect(() => eventStreamClient(URL)).not.to.throw();
      Reflect.set(globalThis, 'fetch', undefined);
      expect(() => eventStreamClient(URL)).to.throw(InvalidOptionError);
    } finally {
      Reflect.set(globalThis, 'fetch', there);
    }
  });
});
