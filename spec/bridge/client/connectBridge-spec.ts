import { expect } from 'chai';
import { map, NEVER, of } from 'rxjs';
import { connectBridge } from '../../../lib/bridge/client/connectBridge.js';
import { InvalidOptionError } from '../../../lib/errors/InvalidOptionError.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { BridgeStory } from '../../support/bridgeStory.js';
import { ClientStage, event, resumed, snapshot, subscribed } from '../../support/clientStage.js';

const text = (...messages: readonly object[]) => ({ kind: 'text', text: JSON.stringify(messages) });

describe('connectBridge', () => {
  it(
    'shows the state as it changes, and how far it can be trusted',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const o = { kind: 'open', send: () => undefined };
      const x = { kind: 'closed', code: 1006, reason: '' };
      const s = text(subscribed(1), snapshot(1, { a: 1 }));
      const sent = { o, x, s, e: text(event(2, 'a', 2)), r: text(resumed(2)), f: text(event(3, 'a', 3)) };
      const first = cold(' -os-e--(x|)', sent);
      const second = cold('           -or-f--', sent);
      const state = '      --s-e----------f--';
      const status = '     crl----t----rl----';
      const leave = '      ^-----------------!';
      const left = [first, second];
      const bridge = connectBridge('wss://app.example/live', {
        sockets: [() => (left.shift() ?? NEVER) as never],
        scheduler,
        entropy: { random: () => 0.002 },
      });
      expectObservable(bridge.state('syncs'), leave).toBe(state, { s: { a: 1 }, e: { a: 2 }, f: { a: 3 } });
      const kinds = { c: 'connecting', r: 'resuming', l: 'live', t: 'stale' };
      expectObservable(bridge.status$.pipe(map(({ kind }) => kind)), '^----------------!').toBe(status, kinds);
      expectSubscriptions(second.subscriptions).toBe('-----------^------!');
    }),
  );

  it('opens nothing before somebody listens', () => {
    const stage = new ClientStage();
    expect(stage.sockets.all).to.deep.equal([]);
  });

  it('puts everything on one socket', () => {
    const stage = new ClientStage();
    stage.state('a');
    stage.messages('b');
    expect(stage.sockets.all).to.have.length(1);
  });

  it('gives each value to `decode`, with the name of its topic', () => {
    const stage = new ClientStage({ decode: (topic, data) => `${topic}:${String(data)}` });
    const [states, messages] = [stage.state(), stage.messages()];
    stage.socket
      .open()
      .say(subscribed(1), snapshot(1, { a: 1 }))
      .say(event(2, 'b', 2));
    expect(states.values).to.deep.equal([{ a: 'syncs:1' }, { a: 'syncs:1', b: 'syncs:2' }]);
    expect(messages.values.at(-1)).to.have.property('value', 'syncs:2');
  });

  it('takes what comes as it is unless told otherwise', () => {
    const stage = new ClientStage();
    const { values } = stage.state();
    stage.socket.open().say(subscribed(1), snapshot(1, { a: { deep: [1] } }));
    expect(values).to.deep.equal([{ a: { deep: [1] } }]);
  });

  it('asks for a ticket only when a socket is wanted', () => {
    let tickets = 0;
    const stage = new ClientStage({ ticket: () => of(String(++tickets)) });
    expect(tickets).to.equal(0);
    stage.state();
    expect(tickets).to.equal(1);
  });

  it('throws at the call where there is no WebSocket', function () {
    if (Reflect.has(globalThis, 'WebSocket')) connectBridge('wss://app.example/live');
    else expect(() => connectBridge('wss://app.example/live')).to.throw(InvalidOptionError, 'socket');
  });

  it('becomes live with three hundred topics, and stays so when it comes back', () => {
    const story = new BridgeStory({ bridge: { maxTopics: 300 } });
    for (let at = 0; at < 300; at++) story.states(`t${String(at)}`);
    story.advance(20_000);
    expect(story.status).to.equal('live');
    expect(story.network.opened()).to.equal(1);
    story.network.breakAll();
    story.advance(20_000);
    expect(story.status).to.equal('live');
    expect(story.network.opened()).to.equal(2);
    story.end();
  });
});
