import { expect } from 'chai';
import { toObservation } from '../../lib/sync/toObservation.js';
import { startWatch } from '../../lib/sync/Watch.js';
import { at, connectionOf, endEventOf, eventOf, runOf, triggerOf } from '../support/builders.js';
import { readOf, RETRYING, stageOf } from '../support/stage.js';

const watch = startWatch(runOf(), triggerOf(), { connectionId: '7', status: 'SUCCESS', channels: [] }, 'all');

function observing() {
  const { user, session } = stageOf();
  return { user, observation: toObservation(session, watch) };
}

describe('toObservation', () => {
  it('keeps of a read the events of the connection', () => {
    const [ours, foreign] = [eventOf(), eventOf({ id: '21', connectionId: '8' })];
    expect(observing().observation(readOf({ events: [foreign, ours] }))).to.deep.equal({
      kind: 'queue',
      events: [ours],
    });
  });

  it('makes one and the same value of every read that tells nothing', () => {
    const { observation } = observing();
    const quiet = observation(readOf());
    expect(quiet).to.deep.equal({ kind: 'queue', events: [] });
    expect(observation(readOf({ events: [eventOf({ connectionId: '8' })] }))).to.equal(quiet);
  });

  it('tells failed reads and the loss of the queue', () => {
    const { observation } = observing();
    expect(observation({ kind: 'retry', notice: RETRYING, error: 'x' })).to.deep.equal({ kind: 'queueFailed' });
    expect(observation({ kind: 'gone', queueId: 'q1' })).to.deep.equal({ kind: 'noQueue' });
  });

  it('E1: counts the stale terminals of the connection that it ignores', () => {
    const { user, observation } = observing();
    const stale = endEventOf(connectionOf(), { createdAt: at(-60_000) });
    const foreign = endEventOf(connectionOf({ id: '8' }), { createdAt: at(-60_000) });
    const progress = eventOf({ createdAt: at(-60_000) });
    expect(observation(readOf({ events: [stale, foreign, progress] }))).to.deep.equal({ kind: 'queue', events: [] });
    expect(user.counters.get('stale_terminal_ignored_total')).to.equal(1);
  });
});
