import { expect } from 'chai';
import { advanceConnection } from '../../lib/sync/advanceConnection.js';
import type { ConnectionProgress } from '../../lib/sync/SyncProgress.js';
import { connection, eventSeen, outcome, triggered } from '../support/syncUpdates.js';

const WAITING: ConnectionProgress = {
  connectionId: '7',
  phase: 'waiting',
  attached: false,
  channels: [],
  events: 0,
  share: 0,
};

const withChannels = (...statuses: readonly string[]) =>
  eventSeen('7', {
    connection: connection('7', {
      channels: statuses.map((status, index) => ({ id: String(index), status, unavailable: false })),
    }),
  });

describe('advanceConnection', () => {
  it('runs from the trigger on, and remembers that it was joined', () => {
    const after = advanceConnection(WAITING, triggered('7', { attached: true }));
    expect(after).to.include({ phase: 'running', attached: true, share: 0.1 });
    expect(advanceConnection(after, triggered('7')).attached).to.equal(true);
  });

  it('counts events and keeps the last one', () => {
    const once = advanceConnection(WAITING, eventSeen('7', { id: '1', type: 'A' }));
    const twice = advanceConnection(once, eventSeen('7', { id: '2', type: 'B' }));
    expect(twice.events).to.equal(2);
    expect(twice.lastEvent?.type).to.equal('B');
  });

  it('moves the bar as channels that ran end, and not for what they said before', () => {
    const old = advanceConnection(WAITING, withChannels('SUCCESS', 'SUCCESS'));
    const running = advanceConnection(old, withChannels('RUNNING', 'RUNNING'));
    const half = advanceConnection(running, withChannels('SUCCESS', 'RUNNING'));
    const both = advanceConnection(half, withChannels('SUCCESS', 'AUTH_FAILED'));
    expect([old.share, running.share]).to.deep.equal([0.1, 0.1]);
    expect(half.share).to.be.greaterThan(running.share);
    expect(both.share).to.be.greaterThan(half.share).and.lessThan(0.9);
  });

  it('keeps the mode that a later event leaves out', () => {
    const channel = { id: '1', status: 'RUNNING', unavailable: false };
    const named = eventSeen('7', { connection: connection('7', { channels: [{ ...channel, mode: 'EMBEDDED' }] }) });
    const bare = eventSeen('7', { connection: connection('7', { channels: [channel] }) });
    const after = advanceConnection(advanceConnection(WAITING, named), bare);
    expect(after.channels).to.deep.equal([{ channelId: '1', mode: 'EMBEDDED', status: 'RUNNING', hasRun: true }]);
  });

  it('never leaves its outcome', () => {
    const ended = advanceConnection(WAITING, outcome('7'));
    expect(ended).to.include({ phase: 'ended', share: 1 });
    for (const late of [triggered('7'), eventSeen('7'), outcome('7', { result: 'failed' })]) {
      expect(advanceConnection(ended, late)).to.equal(ended);
    }
  });

  it('does not go back from draining', () => {
    const draining = advanceConnection(WAITING, { kind: 'draining', connectionId: '7', reads: 2 });
    expect(advanceConnection(draining, eventSeen('7'))).to.include({ phase: 'draining', share: 0.9 });
  });

  it('gives the same object for what is about nobody', () => {
    expect(advanceConnection(WAITING, { kind: 'gap', queueId: '1', reason: 'queueGone' })).to.equal(WAITING);
  });
});
