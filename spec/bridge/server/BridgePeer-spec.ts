import { expect } from 'chai';
import { EMPTY, NEVER, type ObservableInput, of, Subject, throwError } from 'rxjs';
import type { ServerMessage } from '../../../lib/bridge/protocol/ServerMessage.js';
import type { BridgeOptions } from '../../../lib/bridge/server/options.js';
import { SUITE_START } from '../../../lib/testing/suiteClock.js';
import { BridgeStand } from '../../support/bridgeStand.js';
import { FakeSocket } from '../../support/fakeSocket.js';
import { readableHub } from '../../../lib/bridge/hub/readableHub.js';

const kindsOf = (messages: readonly ServerMessage[]): string[] =>
  messages.map((message) => (message.kind === 'error' ? message.code : message.kind));
const after = (ms: number): Date => new Date(SUITE_START.getTime() + ms);

describe('BridgePeer, spoken to', () => {
  it('begins and ends topics, each on its own', () => {
    const stand = new BridgeStand();
    const [one, two] = [stand.topic(undefined, 'one'), stand.topic(undefined, 'two')];
    const socket = stand.connect();
    socket.subscribe('one');
    socket.subscribe('two');
    expect(kindsOf(socket.news())).to.deep.equal(['subscribed', 'snapshot', 'subscribed', 'snapshot']);
    socket.say({ kind: 'unsubscribe', topic: 'one' });
    socket.say({ kind: 'unsubscribe', topic: 'never heard of' });
    for (const topic of [one, two]) topic.next({ id: 'a', n: 1 });
    stand.settle();
    expect(socket.news()).to.have.length(1).and.to.have.nested.property('[0].topic', 'two');
  });

  it('begins a topic anew that is asked for twice, and does not say everything twice', () => {
    const stand = new BridgeStand();
    const topic = stand.topic();
    const socket = stand.connect();
    socket.subscribe('readings');
    socket.subscribe('readings', { since: { epoch: topic.read().epoch, offset: 0 } });
    socket.news();
    topic.next({ id: 'a', n: 1 });
    stand.settle();
    expect(kindsOf(socket.news())).to.deep.equal(['event']);
  });

  it('answers in the order in which it was asked, however long each answer takes', () => {
    const answers = new Map<string, Subject<boolean>>();
    const stand = new BridgeStand({
      authorizeTopic: (_session, topic) => {
        const answer = new Subject<boolean>();
        answers.set(topic, answer);
        return answer;
      },
    });
    const socket = stand.connect();
    for (const topic of ['a', 'b']) socket.subscribe(topic);
    socket.say({ kind: 'unsubscribe', topic: 'a' });
    expect([...answers.keys()]).to.deep.equal(['a']);
    answers.get('a')?.next(true);
    expect([...answers.keys()]).to.deep.equal(['a', 'b']);
    answers.get('b')?.next(true);
    expect(socket.of('subscribed').map(({ topic }) => topic)).to.deep.equal(['a', 'b']);
    socket.news();
    stand.topic(undefined, 'a').next({ id: 'a', n: 1 });
    stand.settle();
    expect(socket.news()).to.deep.equal([]);
  });

  for (const text of ['hello', '{"kind":"publish","topic":"a"}', '{"kind":"subscribe","topic":""}', '']) {
    it(`says goodbye to who says ${JSON.stringify(text)}`, () => {
      const socket = new BridgeStand().connect();
      socket.sayText(text);
      expect(socket.goodbye).to.equal('4400 badMessage');
    });
  }

  it('hears nothing more after its goodbye', () => {
    const asked: string[] = [];
    const stand = new BridgeStand({ authorizeTopic: (_session, topic) => asked.push(topic) > 0 });
    const socket = stand.connect();
    socket.sayText('hello');
    socket.subscribe('a');
    socket.sayText('hello');
    stand.clock.advance(1_000_000);
    expect([asked, socket.news(), socket.closes.length]).to.deep.equal([[], [], 1]);
    expect(stand.counts).to.deep.equal(['bridge_closed_total 1 {"reason":"badMessage"}']);
  });

  it('bears so many messages a second, and a burst of them', () => {
    const stand = new BridgeStand({ maxMessagesPerSecond: 5, maxTopics: 5 });
    const socket = stand.connect();
    for (let second = 0; second < 10; second++) {
      for (let n = 0; n < 5; n++) socket.say({ kind: 'pong' });
      stand.clock.advance(1_000);
    }
    expect(socket.goodbye).to.equal(undefined);
    for (let n = 0; n < 6; n++) socket.say({ kind: 'pong' });
    expect(socket.goodbye).to.equal('4429 tooMany');
  });

  it('lets a page that comes back ask for all of its topics at once, though each answer takes its time', () => {
    const stand = new BridgeStand({ authorizeTopic: () => Promise.resolve(true), maxTopics: 200 });
    const socket = stand.connect();
    for (let n = 0; n < 200; n++) socket.subscribe(`t${String(n)}`);
    expect(socket.goodbye).to.equal(undefined);
  });

  it('has so many wait for an answer, and no more', () => {
    const stand = new BridgeStand({ authorizeTopic: () => NEVER, maxTopics: 10, maxMessagesPerSecond: 1_000 });
    const socket = stand.connect();
    for (let n = 0; n <= 10; n++) socket.subscribe('a');
    expect(socket.goodbye).to.equal(undefined);
    socket.subscribe('a');
    expect(socket.goodbye).to.equal('4429 tooMany');
  });

  it('gives one socket so many topics, and no more', () => {
    const stand = new BridgeStand({ maxTopics: 3 });
    const socket = stand.connect();
    for (const topic of ['a', 'b', 'c', 'a', 'b']) socket.subscribe(topic);
    expect(socket.goodbye).to.equal(undefined);
    socket.subscribe('d');
    expect(socket.goodbye).to.equal('4429 tooMany');
  });

  it('says that a topic is unavailable when the hub has no room for it', () => {
    const stand = new BridgeStand({}, { maxTopics: 1 });
    const socket = stand.connect();
    for (const topic of ['a', 'b']) socket.subscribe(topic);
    expect(kindsOf(socket.news())).to.deep.equal(['subscribed', 'unavailable']);
  });
});

describe('BridgePeer, asked for a topic', () => {
  const answers: readonly [string, BridgeOptions['authorizeTopic'], string][] = [
    ['true', () => true, 'subscribed'],
    ['a stream of true', () => of(true), 'subscribed'],
    ['true first', () => of(true, false), 'subscribed'],
    ['false', () => false, 'forbidden'],
    ['a stream of false', () => of(false), 'forbidden'],
    ['nothing', () => EMPTY, 'forbidden'],
    ['an error', () => throwError(() => new Error('no')), 'unavailable'],
    ['no answer at all', () => NEVER, 'unavailable'],
    [
      'an exception',
      () => {
        throw new Error('no');
      },
      'unavailable',
    ],
    ['undefined, from code without types', () => undefined as unknown as ObservableInput<boolean>, 'unavailable'],
  ];
  for (const [name, authorizeTopic, expected] of answers) {
    it(`says ${expected} when the answer is ${name}`, () => {
      const stand = new BridgeStand({ authorizeTopic });
      const topic = stand.topic({ state: 'none' });
      const socket = stand.connect();
      socket.subscribe('readings');
      stand.clock.advance(5_000);
      expect(kindsOf(socket.of('subscribed').length > 0 ? socket.of('subscribed') : socket.of('error'))).to.deep.equal([
        expected,
      ]);
      socket.news();
      topic.next({ id: 'a', n: 1 });
      stand.settle();
      expect(kindsOf(socket.news())).to.deep.equal(expected === 'subscribed' ? ['event'] : []);
    });
  }

  it('takes a promise for an answer', async () => {
    const stand = new BridgeStand({ authorizeTopic: () => Promise.resolve(false) });
    const socket = stand.connect();
    socket.subscribe('readings');
    await Promise.resolve();
    await Promise.resolve();
    expect(kindsOf(socket.news())).to.deep.equal(['forbidden']);
  });

  it('asks again at every subscribe and resume, who it is and for what', () => {
    const asked: string[] = [];
    let isAllowed = true;
    const stand = new BridgeStand({
      authorizeTopic: ({ tenant, userId }, topic) => {
        asked.push(`${tenant}/${userId}/${topic}`);
        return isAllowed;
      },
    });
    const topic = stand.topic();
    const socket = stand.connect();
    socket.subscribe('readings');
    const { epoch } = topic.read();
    socket.subscribe('readings', { since: { epoch, offset: 0 } });
    const another = stand.connect();
    isAllowed = false;
    socket.subscribe('readings', { since: { epoch, offset: 0 } });
    another.subscribe('readings', { since: { epoch, offset: 0 } });
    expect(asked).to.deep.equal(Array(4).fill('acme/u1/readings'));
    topic.next({ id: 'a', n: 1 });
    stand.settle();
    for (const { said } of [socket, another]) expect(kindsOf(said.slice(-1))).to.deep.equal(['forbidden']);
  });

  it('keeps nothing for a client that left before the answer came', () => {
    const answer = new Subject<boolean>();
    const stand = new BridgeStand({ authorizeTopic: () => answer, maxPerUser: 1 });
    const socket = stand.connect();
    socket.subscribe('a');
    socket.subscribe('b');
    socket.end();
    expect([answer.observed, stand.bridge.size()]).to.deep.equal([false, 0]);
    stand.connect();
  });

  it('keeps nothing for a client that was sent away before the answer came', () => {
    const answer = new Subject<boolean>();
    const stand = new BridgeStand({ authorizeTopic: () => answer });
    const socket = stand.connect();
    socket.subscribe('a');
    stand.bridge.revoke('acme', 'u1');
    answer.next(true);
    answer.next(false);
    expect([socket.news(), readableHub(stand.hub).open('a')?.readers.size]).to.deep.equal([[], 0]);
  });
});

describe('BridgePeer, whose client does not listen', () => {
  it('holds no more than a high-water mark and one frame, however often it is asked', () => {
    const stand = new BridgeStand({
      highWaterBytes: 10_000,
      maxTopics: 1_000,
      authorizeTopic: (_s, topic) => topic !== 'no',
    });
    const topic = stand.topic();
    for (let n = 0; n < 500; n++) topic.next({ id: `key ${String(n)}`, n });
    const socket = stand.connect();
    socket.stall();
    for (let second = 0; second < 200; second++) {
      for (const name of ['readings', 'no', 'readings', 'no']) socket.subscribe(name);
      stand.clock.advance(1_000);
    }
    const largest = Math.max(...socket.frames.map(({ bytes }) => bytes));
    expect(largest).to.be.greaterThan(10_000);
    expect(socket.mostBuffered).to.be.at.most(10_000 + largest);
  });

  it('answers once there is room', () => {
    const stand = new BridgeStand({ highWaterBytes: 1_024 });
    const topic = stand.topic();
    for (let n = 0; n < 50; n++) topic.next({ id: `key ${String(n)}`, n });
    const socket = stand.connect();
    socket.stall();
    socket.subscribe('readings');
    socket.subscribe('other');
    expect(socket.of('subscribed').map(({ topic: name }) => name)).to.deep.equal(['readings']);
    socket.drain();
    expect(socket.of('subscribed').map(({ topic: name }) => name)).to.deep.equal(['readings', 'other']);
  });

  it('answers within 5 s once there is room, though nobody told of it', () => {
    const stand = new BridgeStand({ highWaterBytes: 1_024 });
    const topic = stand.topic();
    for (let n = 0; n < 50; n++) topic.next({ id: `key ${String(n)}`, n });
    const socket = stand.connect();
    socket.stall();
    for (const name of ['readings', 'other']) socket.subscribe(name);
    Object.assign(socket, { bufferedBytes: () => 1_024 });
    stand.clock.advance(5_000);
    expect(socket.of('subscribed')).to.have.length(2);
  });

  it('says nothing more of any topic once one of them has closed the socket', () => {
    const stand = new BridgeStand({ highWaterBytes: 1_024 });
    const strict = stand.topic({ whenSlow: 'close', historyEvents: 5 }, 'strict');
    const lax = stand.topic(undefined, 'lax');
    strict.next({ id: 'a', n: 0 });
    const socket = stand.connect();
    socket.stall();
    socket.subscribe('lax');
    for (let n = 0; n < 100; n++) {
      lax.next({ id: 'a', n });
      stand.settle();
    }
    socket.subscribe('strict', { from: 'earliest' });
    stand.clock.advance(5_000);
    for (let n = 0; n < 100; n++) {
      strict.next({ id: 'a', n });
      stand.settle();
    }
    socket.news();
    expect(socket.goodbye).to.equal(undefined);
    socket.drain();
    expect([socket.goodbye, kindsOf(socket.news())]).to.deep.equal(['4008 slow', []]);
    expect(readableHub(stand.hub).open('lax')?.readers.size).to.equal(0);
  });

  it('goes on by itself when the socket says that it took what it had, and looks for itself now and then', () => {
    for (const isTold of [true, false]) {
      const stand = new BridgeStand({ highWaterBytes: 1_024 });
      const topic = stand.topic();
      const socket = stand.connect();
      socket.subscribe('readings');
      socket.stall();
      for (let n = 1; n <= 100; n++) {
        topic.next({ id: 'a', n });
        stand.settle();
      }
      socket.news();
      if (isTold) socket.drain();
      else Object.assign(socket, { bufferedBytes: () => 0 });
      stand.clock.advance(isTold ? 0 : 5_000);
      expect(socket.of('event').map(({ offset }) => offset)).to.deep.equal([100]);
    }
  });

  it('lets no topic wait for ever while another fills the socket', () => {
    const stand = new BridgeStand({ highWaterBytes: 1_024 });
    const busy = stand.topic(undefined, 'busy');
    const rare = stand.topic(undefined, 'rare');
    const socket = stand.connect();
    for (const name of ['busy', 'rare']) socket.subscribe(name);
    socket.stall();
    const flood = (): void => {
      for (let n = 0; n < 30; n++) {
        busy.next({ id: `key ${String(n)}`, n });
        stand.settle();
      }
    };
    flood();
    rare.next({ id: 'a', n: 1 });
    stand.settle();
    for (let time = 0; time < 4; time++) {
      flood();
      socket.drain('stall');
    }
    expect(socket.of('event').filter(({ topic }) => topic === 'rare')).to.have.length(1);
  });

  it('closes it with 4008 where a topic bears no loss', () => {
    const stand = new BridgeStand({ highWaterBytes: 1_024 });
    const topic = stand.topic({ whenSlow: 'close' });
    const socket = stand.connect();
    socket.subscribe('readings');
    socket.stall();
    for (let n = 0; n < 100; n++) {
      topic.next({ id: 'a', n });
      stand.settle();
    }
    expect(socket.goodbye).to.equal('4008 slow');
    expect(stand.counts).to.deep.equal(['bridge_closed_total 1 {"reason":"slow"}']);
  });
});

describe('BridgePeer, as time goes by', () => {
  it('asks for a sign of life every 25 s', () => {
    const stand = new BridgeStand();
    const socket = stand.connect();
    for (let ping = 1; ping <= 20; ping++) {
      stand.clock.advance(25_000);
      expect(socket.of('ping')).to.have.length(ping);
      socket.say({ kind: 'pong' });
    }
    expect([socket.goodbye, socket.isCut]).to.deep.equal([undefined, false]);
  });

  it('cuts off who left two unanswered, within a minute', () => {
    const stand = new BridgeStand();
    const socket = stand.connect();
    stand.clock.advance(55_000);
    expect([socket.of('ping').length, socket.isCut]).to.deep.equal([2, false]);
    stand.clock.advance(5_000);
    expect([socket.goodbye, socket.isCut]).to.deep.equal(['4408 silent', true]);
  });

  it('takes any message for a sign of life', () => {
    const stand = new BridgeStand();
    const socket = stand.connect();
    for (let time = 0; time < 10; time++) {
      stand.clock.advance(50_000);
      socket.subscribe('readings');
    }
    expect(socket.isCut).to.equal(false);
  });

  it('expects no answer of who can only listen', () => {
    const stand = new BridgeStand();
    const socket = stand.connect(new FakeSocket(false));
    stand.clock.advance(3_600_000);
    expect([socket.isCut, socket.of('ping').length]).to.deep.equal([false, 144]);
  });

  it('piles up no pings for who can only listen and does not', () => {
    const stand = new BridgeStand();
    const socket = stand.connect(new FakeSocket(false));
    socket.stall();
    stand.clock.advance(36_000_000);
    expect(socket.of('ping')).to.have.length(1);
  });

  it('says goodbye with 4401 within 5 s after the session is over', () => {
    const stand = new BridgeStand({ authorize: () => of({ tenant: 'acme', userId: 'u1', expiresAt: after(20_001) }) });
    const topic = stand.topic();
    const socket = stand.connect();
    socket.subscribe('readings');
    stand.clock.advance(20_000);
    expect(socket.goodbye).to.equal(undefined);
    stand.clock.advance(5_000);
    expect(socket.goodbye).to.equal('4401 expired');
    socket.news();
    topic.next({ id: 'a', n: 1 });
    stand.settle();
    expect(socket.news()).to.deep.equal([]);
  });

  it('says goodbye once, whatever comes after', () => {
    const stand = new BridgeStand({ authorize: () => of({ tenant: 'acme', userId: 'u1', expiresAt: after(1_000) }) });
    const socket = stand.connect();
    stand.clock.advance(600_000);
    stand.bridge.revoke('acme', 'u1');
    stand.bridge.close();
    expect(socket.closes).to.deep.equal([{ code: 4401, reason: 'expired' }]);
  });
});
