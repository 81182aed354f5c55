import { expect } from 'chai';
import { FoldedState } from '../../../lib/bridge/client/FoldedState.js';
import type { TopicState } from '../../../lib/bridge/protocol/ServerMessage.js';

const doubled = (_topic: string, data: unknown) => (typeof data === 'number' ? data * 2 : data);
const stateOf = (kind: TopicState) => new FoldedState('t', kind, doubled);
const at = { kind: 'event', topic: 't', epoch: 'e', offset: 1 } as const;

describe('FoldedState', () => {
  it('is not known before a snapshot', () => {
    const state = stateOf('keyed');
    expect(state.isKnown).to.be.false;
    state.replace({});
    expect(state.isKnown).to.be.true;
    expect(state.read()).to.deep.equal({});
  });

  it('decodes each value of a snapshot, and takes those of events as they are given', () => {
    const state = stateOf('keyed');
    state.replace({ a: 1, b: 2 });
    state.fold({ ...at, key: 'c' }, 3);
    expect(state.read()).to.deep.equal({ a: 2, b: 4, c: 3 });
  });

  it('forgets a key that was removed', () => {
    const state = stateOf('keyed');
    state.replace({ a: 1, b: 2 });
    state.fold({ ...at, key: 'a', removed: true }, undefined);
    expect(state.read()).to.deep.equal({ b: 4 });
  });

  it('gives another object each time, so that a reader may keep it', () => {
    const state = stateOf('keyed');
    state.replace({ a: 1 });
    const before = state.read();
    state.fold({ ...at, key: 'a' }, 5);
    expect(before).to.deep.equal({ a: 2 });
  });

  it('keeps the latest value, which is null before the first', () => {
    const state = stateOf('latest');
    state.replace(null);
    expect(state.read()).to.equal(null);
    state.fold(at, 7);
    expect(state.read()).to.equal(7);
    state.replace(4);
    expect(state.read()).to.equal(8);
  });

  it('takes a snapshot that is no object for an empty one', () => {
    const state = stateOf('keyed');
    state.replace('garbage');
    expect(state.read()).to.deep.equal({});
    state.replace(null);
    expect(state.read()).to.deep.equal({});
  });
});
