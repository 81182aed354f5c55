import { expect } from 'chai';
import { BridgeRefusedError } from '../../../lib/bridge/client/BridgeRefusedError.js';
import { ClientStage, event, resumed, snapshot, subscribed } from '../../support/clientStage.js';

const reset = (offset: number, epoch: string) =>
  ({ kind: 'reset', topic: 'syncs', epoch, offset, reason: 'erased' }) as const;
const skipped = (from: number, to: number) => ({ kind: 'skipped', topic: 'syncs', epoch: 'e1', from, to }) as const;

function liveStage() {
  const stage = new ClientStage();
  const states = stage.state();
  const messages = stage.messages();
  stage.socket.open().say(subscribed(1), snapshot(1, { a: 1 }));
  return { stage, states, messages };
}

/** Cuts the network and gives what the client asks for when it is back. */
function askedAfterCut(stage: ClientStage): unknown {
  stage.socket.close();
  stage.untilNextSocket();
  stage.socket.open();
  return stage.socket.heard[0];
}

const FROM_SCRATCH = { kind: 'subscribe', topic: 'syncs' };

describe('ClientTopic', () => {
  it('trusts a snapshot that comes after a failure of the source: the value that ended it is in there', () => {
    const { stage } = liveStage();
    stage.socket.say({ kind: 'error', topic: 'syncs', code: 'sourceFailed' });
    expect(stage.statuses.at(-1)?.kind).to.equal('stale');
    stage.socket.say(snapshot(9, { a: 9 }));
    expect(stage.statuses.at(-1)?.kind).to.equal('live');
  });

  it('tells events, removals and snapshots, and folds them', () => {
    const { stage, states, messages } = liveStage();
    stage.socket
      .say(event(2, 'b', 2))
      .say({ kind: 'event', topic: 'syncs', epoch: 'e1', offset: 3, key: 'a', removed: true });
    expect(messages.values).to.deep.equal([
      { kind: 'snapshot', epoch: 'e1', offset: 1, state: { a: 1 } },
      { kind: 'event', epoch: 'e1', offset: 2, key: 'b', value: 2 },
      { kind: 'removed', epoch: 'e1', offset: 3, key: 'a' },
    ]);
    expect(states.values).to.deep.equal([{ a: 1 }, { a: 1, b: 2 }, { b: 2 }]);
  });

  it('ignores what it has already, and what belongs to another epoch', () => {
    const { stage, states, messages } = liveStage();
    stage.socket
      .say(event(2, 'b', 2))
      .say(event(2, 'b', 9))
      .say(event(1, 'a', 9))
      .say(event(3, 'b', 9, { epoch: 'e0' }));
    expect(states.values).to.deep.equal([{ a: 1 }, { a: 1, b: 2 }]);
    expect(messages.values).to.have.length(2);
  });

  it('tells a reset, then the snapshot, when the server begins another epoch', () => {
    const { stage, states, messages } = liveStage();
    expect(askedAfterCut(stage)).to.deep.equal({ ...FROM_SCRATCH, since: { epoch: 'e1', offset: 1 } });
    stage.socket.say({ ...subscribed(0, { epoch: 'e2' }), reason: 'epochChanged' });
    expect(stage.status?.kind).to.equal('resuming');
    stage.socket.say(snapshot(0, {}, { epoch: 'e2' }));
    expect(messages.values.slice(1)).to.deep.equal([
      { kind: 'reset', reason: 'epochChanged' },
      { kind: 'snapshot', epoch: 'e2', offset: 0, state: {} },
    ]);
    expect(states.values).to.deep.equal([{ a: 1 }, {}]);
  });

  it('goes on without a word when it was resumed', () => {
    const { stage, messages } = liveStage();
    askedAfterCut(stage);
    stage.socket.say(resumed(1), event(2, 'a', 2));
    expect(messages.values.slice(1)).to.deep.equal([{ kind: 'event', epoch: 'e1', offset: 2, key: 'a', value: 2 }]);
  });

  it('has no position between the start and its snapshot, so that a cut there loses nothing', () => {
    const { stage, states } = liveStage();
    askedAfterCut(stage);
    stage.socket.say({ ...subscribed(5), reason: 'limited' });
    expect(askedAfterCut(stage)).to.deep.equal(FROM_SCRATCH);
    stage.socket.say(subscribed(6));
    expect(stage.status?.kind).to.equal('resuming');
    stage.socket.say(snapshot(6, { z: 6 }));
    expect(states.values).to.deep.equal([{ a: 1 }, { z: 6 }]);
  });

  it('has no position between a reset and its snapshot, and shows nothing that was erased', () => {
    const { stage, states, messages } = liveStage();
    stage.socket.say(reset(0, 'e2'));
    expect(stage.status?.kind).to.equal('resuming');
    expect(stage.state().values).to.deep.equal([]);
    expect(askedAfterCut(stage)).to.deep.equal(FROM_SCRATCH);
    stage.socket.say(subscribed(0, { epoch: 'e2' }), snapshot(0, {}, { epoch: 'e2' }));
    expect(states.values).to.deep.equal([{ a: 1 }, {}]);
    expect(messages.values.filter((told) => Reflect.get(Object(told), 'kind') === 'reset')).to.have.length(1);
  });

  it('has no position between what it missed and the snapshot that makes up for it', () => {
    const { stage, states, messages } = liveStage();
    stage.socket.say(skipped(2, 9));
    expect(stage.status?.kind).to.equal('resuming');
    expect(messages.values.at(-1)).to.deep.equal({ kind: 'skipped', from: 2, to: 9 });
    expect(askedAfterCut(stage)).to.deep.equal(FROM_SCRATCH);
    stage.socket.say(subscribed(9), snapshot(9, { a: 9 }));
    expect(states.values.at(-1)).to.deep.equal({ a: 9 });
  });

  it('stays up to date beyond what it missed where there is no state', () => {
    const stage = new ClientStage();
    const { values } = stage.messages();
    stage.socket
      .open()
      .say(subscribed(1, { state: 'none' }))
      .say(skipped(2, 9));
    expect(stage.status?.kind).to.equal('live');
    expect(values).to.deep.equal([{ kind: 'skipped', from: 2, to: 9 }]);
    expect(askedAfterCut(stage)).to.deep.equal({ ...FROM_SCRATCH, since: { epoch: 'e1', offset: 9 } });
  });

  it('takes nothing before its own start: it may belong to one who left', () => {
    const { stage, states, messages } = liveStage();
    stage.messages('other');
    states.leave();
    messages.leave();
    const again = stage.state();
    stage.socket.say(snapshot(1, { old: 1 }), event(2, 'a', 2), skipped(3, 4), reset(0, 'e2'));
    expect(again.values).to.deep.equal([]);
    expect(askedAfterCut(stage)).to.deep.equal({ kind: 'subscribe', topic: 'other' });
    expect(stage.socket.heard[1]).to.deep.equal(FROM_SCRATCH);
  });

  it('begins again without a reset when a topic that nobody had declared learns what it is', () => {
    const stage = new ClientStage();
    const [states, messages] = [stage.state(), stage.messages()];
    stage.socket.open().say(subscribed(0, { state: 'undeclared' }));
    expect(stage.status?.kind).to.equal('live');
    stage.socket.say(subscribed(0, { epoch: 'e2' }), snapshot(0, {}, { epoch: 'e2' }));
    expect(states.values).to.deep.equal([{}]);
    expect(messages.values).to.deep.equal([{ kind: 'snapshot', epoch: 'e2', offset: 0, state: {} }]);
  });

  it('refuses a state where the topic keeps none, and its messages go on', () => {
    const stage = new ClientStage();
    const [states, messages] = [stage.state(), stage.messages()];
    stage.socket.open().say(subscribed(0, { state: 'none' }), event(1, 'a', 1));
    expect(states.errors[0]).to.be.instanceOf(BridgeRefusedError).and.to.include({ code: 'noState' });
    expect(messages.values).to.have.length(1);
    expect(messages.errors).to.deep.equal([]);
  });

  it('folds the latest value where there are no keys', () => {
    const stage = new ClientStage();
    const states = stage.state();
    stage.socket.open().say(subscribed(0, { state: 'latest' }), snapshot(0, null));
    stage.socket.say({ kind: 'event', topic: 'syncs', epoch: 'e1', offset: 1, data: 7 });
    expect(states.values).to.deep.equal([null, 7]);
  });

  it('tells that a source of the server has failed', () => {
    const { stage, messages } = liveStage();
    stage.socket.say({ kind: 'error', topic: 'syncs', code: 'sourceFailed' });
    expect(messages.values.at(-1)).to.deep.equal({ kind: 'sourceFailed' });
  });

  it('takes keys that objects are born with for what they are', () => {
    const { stage, states } = liveStage();
    stage.socket.say(event(2, '__proto__', { isAdmin: true }), event(3, 'constructor', 3));
    const state = states.values.at(-1) as Readonly<Record<string, unknown>> | undefined;
    expect(Object.keys(state ?? {})).to.deep.equal(['a', '__proto__', 'constructor']);
    expect(Object.getPrototypeOf(state)).to.equal(Object.prototype);
    expect(Reflect.get({}, 'isAdmin')).to.be.undefined;
  });
});
