import { expect } from 'chai';
import fc from 'fast-check';
import { EMPTY, map, NEVER, Observable, of, Subject, type Subscription, switchMap, timer } from 'rxjs';
import { createHub } from '../../../lib/bridge/hub/createHub.js';
import { BRIDGE_PROTOCOL } from '../../../lib/bridge/protocol/BRIDGE_PROTOCOL.js';
import type { ServerMessage } from '../../../lib/bridge/protocol/ServerMessage.js';
import type { BridgeSession } from '../../../lib/bridge/server/BridgeSession.js';
import { serveBridge } from '../../../lib/bridge/server/serveBridge.js';
import { InvalidOptionError } from '../../../lib/errors/InvalidOptionError.js';
import type { SharedFrame, SocketPort } from '../../../lib/ports/SocketPort.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { BridgeStand, PAGE_REQUEST, type Reading } from '../../support/bridgeStand.js';
import { BridgeStory } from '../../support/bridgeStory.js';
import { FakeSocket } from '../../support/fakeSocket.js';
import { readableHub } from '../../../lib/bridge/hub/readableHub.js';

const LETTERS: Readonly<Record<string, string>> = { welcome: 'w', subscribed: 'b', snapshot: 'n', event: 'e' };

/** A socket as marbles know one: what the client says, and what it hears, by a letter each. */
function wire(messages: Observable<string>, serve: (socket: SocketPort) => Observable<never>): Observable<string> {
  return new Observable((heard) => {
    const send = ({ text }: SharedFrame): void => heard.next(LETTERS[(JSON.parse(text) as ServerMessage).kind] ?? '?');
    const rest = {
      isDuplex: true,
      drained: NEVER,
      bufferedBytes: () => 0,
      close: () => undefined,
      cut: () => undefined,
    };
    return serve({ messages, send, ...rest }).subscribe();
  });
}

describe('serveBridge', () => {
  it(
    'serves what is published to who asks for it',
    marbles(({ hot, expectObservable, expectSubscriptions, scheduler }) => {
      const client = hot('--s-------');
      const source = hot('-------x--');
      const socket = '    w-(bn)-e--';
      const subs = '      ^---------!';
      const hub = createHub({ scheduler });
      hub.topic('readings', { key: () => 'a' }).publish(source);
      const bridge = serveBridge(hub, {
        origins: ['https://app.example'],
        authorize: () => of({ tenant: 'acme', userId: 'u1' }),
        authorizeTopic: () => true,
        scheduler,
      });
      const asked = client.pipe(map(() => '{"kind":"subscribe","topic":"readings"}'));
      const heard = bridge
        .admit(PAGE_REQUEST)
        .pipe(switchMap((admission) => (admission.kind === 'admitted' ? wire(asked, admission.serve) : EMPTY)));
      expectObservable(heard, subs).toBe(socket);
      expectSubscriptions(client.subscriptions).toBe([subs]);
    }),
  );

  it('says its protocol, its limit and whose pages may connect', () => {
    const { bridge } = new BridgeStand({ maxMessageBytes: 1_000 });
    expect([bridge.protocol, bridge.maxMessageBytes]).to.deep.equal([BRIDGE_PROTOCOL, 1_000]);
    const origins = ['https://app.example', 'https://app.example.evil', ''];
    expect(origins.map((origin) => bridge.allowsOrigin(origin))).to.deep.equal([true, false, false]);
  });

  it('refuses options that make no sense, at the call', () => {
    expect(() => new BridgeStand({ pingEveryMs: 99 })).to.throw(InvalidOptionError, 'pingEveryMs');
  });

  it('welcomes a client with the pace of its pings', () => {
    const stand = new BridgeStand({ pingEveryMs: 7_000 });
    const socket = new FakeSocket();
    stand.serve(socket, stand.ask());
    expect(socket.news()).to.deep.equal([{ kind: 'welcome', pingEveryMs: 7_000 }]);
  });

  it('does nothing before it is asked, and nothing after it was left', () => {
    const asked: unknown[] = [];
    const stand = new BridgeStand({ authorize: (request) => (asked.push(request), NEVER) });
    const admission = stand.bridge.admit(PAGE_REQUEST);
    expect(asked).to.deep.equal([]);
    admission.subscribe().unsubscribe();
    expect([asked.length, stand.clock.scheduler.actions]).to.deep.equal([1, []]);
  });

  it('leaves no timer, reader or seat behind when the sockets are gone', () => {
    const stand = new BridgeStand({ maxSockets: 2 });
    stand.topic();
    const sockets = [stand.connect(), stand.connect()];
    for (const socket of sockets) socket.subscribe('readings');
    expect([stand.bridge.size(), stand.ask()?.kind]).to.deep.equal([2, 'refused']);
    for (const socket of sockets) socket.end();
    expect([stand.bridge.size(), readableHub(stand.hub).open('readings')?.readers.size]).to.deep.equal([0, 0]);
    expect(stand.clock.scheduler.actions).to.deep.equal([]);
    expect(stand.ask()?.kind).to.equal('admitted');
    expect(stand.gauges).to.deep.equal([1, 2, 1, 0]);
  });

  it('closes the socket of who leaves it', () => {
    const stand = new BridgeStand();
    const socket = new FakeSocket();
    stand.serve(socket, stand.ask()).unsubscribe();
    expect(socket.goodbye).to.equal('1000 normal');
  });

  it('has the seat again when there was no socket in the end', () => {
    const stand = new BridgeStand({ maxSockets: 1 });
    const admission = stand.ask();
    expect(stand.ask()?.kind).to.equal('refused');
    if (admission?.kind === 'admitted') admission.cancel();
    expect(stand.ask()?.kind).to.equal('admitted');
  });

  it('counts whom it refuses, by the reason alone', () => {
    const stand = new BridgeStand({ authorize: () => EMPTY });
    stand.ask();
    stand.ask({ query: 'token=secret' });
    expect(stand.counts).to.deep.equal([
      'bridge_refused_total 1 {"reason":"unauthorized"}',
      'bridge_refused_total 1 {"reason":"tokenInUrl"}',
    ]);
  });

  it('serves a client whose wishes came with its request', () => {
    const stand = new BridgeStand();
    stand.topic().next({ id: 'a', n: 1 });
    const socket = new FakeSocket(false);
    const asked = new Observable<string>((subscriber) => {
      subscriber.next('{"kind":"subscribe","topic":"readings"}');
    });
    stand.serve(Object.assign(socket, { messages: asked }), stand.ask());
    expect(socket.said.map(({ kind }) => kind)).to.deep.equal(['welcome', 'subscribed', 'snapshot']);
  });
});

describe('serveBridge, with many readers', () => {
  function manyReaders() {
    const stand = new BridgeStand({ maxPerUser: 100 });
    const topic = stand.topic();
    const sockets = Array.from({ length: 100 }, () => stand.connect());
    for (const socket of sockets) {
      socket.subscribe('readings');
      socket.news();
      socket.frames.splice(0);
    }
    return { stand, topic, sockets };
  }

  it('writes a value once for all of them', () => {
    const { stand, topic, sockets } = manyReaders();
    let written = 0;
    const value = { id: 'a', n: 1, toJSON: () => (written += 1) };
    topic.next(value);
    stand.settle();
    expect(sockets.every(({ said }) => said.length === 1)).to.equal(true);
    expect(written).to.equal(1);
    for (let reader = 0; reader < 10; reader++) stand.topic().read();
    expect(written).to.equal(1);
  });

  it('gives all of them the very same frame, so that a port can make bytes of it once', () => {
    const { stand, topic, sockets } = manyReaders();
    for (let n = 0; n < 3; n++) topic.next({ id: 'a', n });
    stand.settle();
    expect(new Set(sockets.map(({ frames }) => frames[0])).size).to.equal(1);
    topic.next({ id: 'a', n: 4 });
    stand.settle();
    expect(new Set(sockets.map(({ frames }) => frames[1])).size).to.equal(1);
  });

  it('sends what is published within a turn as one frame', () => {
    const { stand, topic, sockets } = manyReaders();
    for (let n = 0; n < 50; n++) topic.next({ id: 'a', n });
    expect(sockets.every(({ frames }) => frames.length === 0)).to.equal(true);
    stand.settle();
    expect(sockets.every(({ frames, said }) => frames.length === 1 && said.length === 50)).to.equal(true);
  });

  it('lets those who are slow not hold up the others', () => {
    const { stand, topic, sockets } = manyReaders();
    for (const socket of sockets.slice(0, 10)) socket.stall();
    for (let n = 0; n < 2_000; n++) {
      topic.next({ id: `key ${String(n % 7)}`, n, ...{ padding: 'x'.repeat(1_000) } });
      stand.settle();
    }
    expect(sockets.slice(10).every(({ said }) => said.length === 2_000)).to.equal(true);
    expect(Math.max(...sockets.map(({ mostBuffered }) => mostBuffered))).to.be.at.most(1_048_576);
    for (const socket of sockets) {
      if (socket.bufferedBytes() > 0) socket.drain();
      const state = new Map<string, unknown>();
      for (const message of socket.said) {
        if (message.kind === 'event') state.set(message.key ?? '', message.data);
        if (message.kind === 'snapshot')
          for (const [key, data] of Object.entries(message.data as object)) state.set(key, data);
      }
      expect(Object.fromEntries(state)).to.deep.equal(topic.read().data);
    }
  });
});

describe('serveBridge, with a page of many topics', () => {
  it('has all of them live, though each answer takes its time', () => {
    const story: BridgeStory = new BridgeStory({
      bridge: { authorizeTopic: () => timer(5, story.clock.scheduler).pipe(map(() => true)) },
    });
    const names = Array.from({ length: 100 }, (_, n) => `t${String(n)}`);
    for (const name of names) story.topic(name).next({ id: 'a', n: 1 });
    const states = names.map((name) => story.states(name));
    // The client asks for 16 topics each half second.
    story.advance(4_000);
    expect(story.status).to.equal('live');
    expect(states.map((seen) => seen.at(-1))).to.deep.equal(names.map(() => ({ a: { id: 'a', n: 1 } })));
    story.end();
  });
});

describe('serveBridge, told to send away', () => {
  function crowd() {
    const users: BridgeSession[] = [
      { tenant: 'acme', userId: 'u1' },
      { tenant: 'acme', userId: 'u1' },
      { tenant: 'acme', userId: 'u2' },
      { tenant: 'other', userId: 'u1' },
    ];
    let next = 0;
    const stand = new BridgeStand({ authorize: () => of(users[next++]), returnWithinMs: 8_000 });
    const topic = stand.topic();
    const sockets = users.map(() => stand.connect());
    for (const socket of sockets) socket.subscribe('readings');
    return { stand, topic, sockets };
  }

  it('closes every socket of a user at once, with 4403, and of nobody else', () => {
    const { stand, topic, sockets } = crowd();
    stand.bridge.revoke('acme', 'u1');
    expect(sockets.map(({ goodbye }) => goodbye)).to.deep.equal(['4403 revoked', '4403 revoked', undefined, undefined]);
    const before = sockets.map(({ said }) => said.length);
    topic.next({ id: 'a', n: 1 });
    stand.clock.advance(60_000);
    expect(sockets.slice(0, 2).map(({ said }) => said.length)).to.deep.equal(before.slice(0, 2));
    expect(sockets[2]?.of('event')).to.have.length(1);
  });

  it('closes every socket with 1012 and a hint, and admits no more', () => {
    const { stand, sockets } = crowd();
    stand.bridge.close();
    expect(sockets.map(({ goodbye }) => goodbye)).to.deep.equal(Array(4).fill('1012 8000'));
    expect(stand.ask()).to.deep.equal({ kind: 'refused', status: 503, reason: 'full' });
  });

  it('sends away who was admitted before, and opens the socket after', () => {
    const stand = new BridgeStand();
    const [early, late] = [stand.ask(), stand.ask()];
    stand.bridge.revoke('acme', 'u1');
    const [one, two] = [new FakeSocket(), new FakeSocket()];
    stand.serve(one, early);
    expect([one.goodbye, one.said]).to.deep.equal(['4403 revoked', []]);
    stand.bridge.close();
    stand.serve(two, late);
    expect([two.goodbye, two.said]).to.deep.equal(['1012 5000', []]);
  });

  it('sends away who was still being looked at, and lets them try again', () => {
    const answers: Subject<BridgeSession>[] = [];
    const stand = new BridgeStand({
      authorize: () => {
        const answer = new Subject<BridgeSession>();
        answers.push(answer);
        return answer;
      },
    });
    const heard: string[] = [];
    const ask = (): Subscription =>
      stand.bridge
        .admit(PAGE_REQUEST)
        .subscribe((answer) => heard.push(answer.kind === 'refused' ? answer.reason : answer.kind));
    ask();
    stand.bridge.revoke('acme', 'u1');
    ask();
    for (const answer of answers) answer.next({ tenant: 'acme', userId: 'u1' });
    expect(heard).to.deep.equal(['unauthorized', 'admitted']);
  });
});

describe('serveBridge, told to erase a user', () => {
  it('tells who reads that what they have is void, and gives who comes back the new state', () => {
    const stand = new BridgeStand();
    const owner = { tenant: 'acme', userId: 'u1' };
    const topic = stand.hub.topic<Reading>('readings', { key: ({ id }) => id, owner });
    topic.next({ id: 'a', n: 1 });
    const { epoch, offset } = topic.read();
    const socket = stand.connect();
    socket.subscribe('readings');
    socket.news();
    stand.hub.erase('acme', 'u1');
    expect(socket.said.map((message) => [message.kind, 'data' in message ? message.data : undefined])).to.deep.equal([
      ['reset', undefined],
      ['snapshot', {}],
    ]);
    const back = stand.connect();
    back.subscribe('readings', { since: { epoch, offset } });
    expect(back.of('subscribed')[0]).to.deep.include({ recovered: false, reason: 'epochChanged', offset: 0 });
    expect(back.of('snapshot')[0]?.data).to.deep.equal({});
  });
});

describe('serveBridge, whatever is said to it', () => {
  it('keeps seats and sockets in step, and ends with none', () => {
    const topic = fc.constantFrom('a', 'b', 'no');
    const said = fc.oneof(
      fc.record({ kind: fc.constantFrom('subscribe', 'unsubscribe'), topic }).map((message) => JSON.stringify(message)),
      fc.constant('{"kind":"pong"}'),
      fc.constant('nonsense'),
    );
    const step = fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom('connect', 'end', 'revoke', 'wait', 'publish', 'stall', 'drain') },
      { weight: 3, arbitrary: fc.record({ said }) },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.nat(3)), { maxLength: 60 }), (steps) => {
        const stand = new BridgeStand({ maxSockets: 4, authorizeTopic: (_session, name) => name !== 'no' });
        let sockets: FakeSocket[] = [];
        for (const [one, which] of steps) {
          const socket = sockets[which];
          if (typeof one === 'object') socket?.sayText(one.said);
          else if (one === 'connect') {
            if (sockets.length < 4) sockets.push(stand.connect());
            else expect(stand.ask()?.kind).to.equal('refused');
          } else if (one === 'end') {
            socket?.end();
            sockets = sockets.filter((other) => other !== socket);
          } else if (one === 'revoke') stand.bridge.revoke('acme', 'u1');
          else if (one === 'wait') stand.clock.advance(30_000);
          else if (one === 'stall') socket?.stall();
          else if (one === 'drain') socket?.drain();
          else stand.topic(undefined, 'a').next({ id: 'a', n: which });
          expect(stand.bridge.size()).to.equal(sockets.length);
        }
        for (const socket of sockets) socket.end();
        stand.settle();
        expect([stand.bridge.size(), stand.clock.scheduler.actions]).to.deep.equal([0, []]);
        for (const name of ['a', 'b']) expect(readableHub(stand.hub).open(name)?.readers.size).to.equal(0);
        for (let seat = 0; seat < 4; seat++) expect(stand.ask()?.kind).to.equal('admitted');
      }),
    );
  });
});
