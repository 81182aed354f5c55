import { expect } from 'chai';
import fc from 'fast-check';
import type { SyncUpdate } from '../../lib/index.js';
import { foldProgress, startOfProgress } from '../../lib/sync/foldProgress.js';
import type { SyncProgress } from '../../lib/sync/SyncProgress.js';
import { connection, eventSeen, outcome, triggered } from '../support/syncUpdates.js';

const RETRYING: SyncUpdate = { kind: 'retrying', operation: 'read queue', error: 'X', attempt: 1, inMs: 500 };
const PHASES = ['waiting', 'running', 'draining', 'ended'];

const anyId = fc.constantFrom('1', '2', '3');
const anyUpdate: fc.Arbitrary<SyncUpdate> = fc.oneof(
  anyId.map((id) => triggered(id)),
  anyId.map((id) => outcome(id)),
  anyId.map((id) => outcome(id, { result: 'failed', channels: [] })),
  anyId.map((connectionId): SyncUpdate => ({ kind: 'draining', connectionId, reads: 2 })),
  fc.tuple(anyId, fc.array(fc.constantFrom('RUNNING', 'SUCCESS'), { maxLength: 3 })).map(([id, statuses]) =>
    eventSeen(id, {
      connection: connection(id, {
        channels: statuses.map((status, index) => ({ id: String(index), status, unavailable: false })),
      }),
    }),
  ),
  fc.constant(eventSeen(undefined)),
  fc.constant(RETRYING),
  fc.constant<SyncUpdate>({ kind: 'gap', queueId: '1', reason: 'truncated' }),
  fc.constant<SyncUpdate>({ kind: 'quarantined', event: { digest: 'd', failures: [] } }),
  fc
    .array(anyId, { maxLength: 3 })
    .map((ids): SyncUpdate => ({ kind: 'summary', outcomes: ids.map((id) => outcome(id)) })),
);

function expectNoStepBack(before: SyncProgress, after: SyncProgress): void {
  expect(after.done).to.be.at.least(before.done);
  expect(after.total).to.be.at.least(before.total);
  expect(after.share).to.be.within(before.share, 1);
  expect(after.gaps).to.be.at.least(before.gaps);
  for (const earlier of before.connections) {
    const later = after.connections.find(({ connectionId }) => connectionId === earlier.connectionId);
    expect(PHASES.indexOf(later?.phase ?? '')).to.be.at.least(PHASES.indexOf(earlier.phase));
    expect(later?.share).to.be.within(earlier.share, 1);
    if (earlier.outcome !== undefined) expect(later).to.equal(earlier);
  }
}

describe('startOfProgress', () => {
  it('waits for those that are expected, each once', () => {
    const { total, done, connections } = startOfProgress(['1', '2', '1']);
    expect({ total, done }).to.deep.equal({ total: 2, done: 0 });
    expect(connections.map(({ phase }) => phase)).to.deep.equal(['waiting', 'waiting']);
  });
});

describe('foldProgress', () => {
  it('is monotone, whatever the order of the updates', () => {
    fc.assert(
      fc.property(fc.array(anyUpdate, { maxLength: 40 }), fc.subarray(['1', '2', '9']), (updates, expected) => {
        updates.reduce((before, update, index) => {
          const after = foldProgress(before, update, index);
          expectNoStepBack(before, after);
          expect(after.done).to.equal(after.connections.filter((one) => one.outcome !== undefined).length);
          for (const { share, phase } of after.connections) expect(share === 1).to.equal(phase === 'ended');
          return after;
        }, startOfProgress(expected));
      }),
    );
  });

  it('says until when a call is put off, until the next sign of life', () => {
    const retrying = foldProgress(startOfProgress(), RETRYING, 1_000);
    expect(retrying.retrying).to.deep.equal({
      operation: 'read queue',
      error: 'X',
      attempt: 1,
      inMs: 500,
      until: new Date(1_500),
    });
    expect(foldProgress(retrying, eventSeen(undefined), 1_500).retrying).to.equal(undefined);
    expect(foldProgress(retrying, { kind: 'gap', queueId: '1', reason: 'truncated' }, 1_500).retrying).to.not.equal(
      undefined,
    );
  });

  it('counts gaps and what could not be decoded', () => {
    const gap = foldProgress(startOfProgress(), { kind: 'gap', queueId: '1', reason: 'queueGone' }, 0);
    const both = foldProgress(gap, { kind: 'quarantined', event: { digest: 'd', failures: [] } }, 0);
    expect(both).to.include({ gaps: 1, quarantined: 1, total: 0 });
  });

  it('ends with a summary alone', () => {
    const after = foldProgress(startOfProgress(['1']), { kind: 'summary', outcomes: [outcome('1'), outcome('2')] }, 0);
    expect(after).to.include({ done: 2, total: 2, share: 1 });
  });
});
