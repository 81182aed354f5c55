import { expect } from 'chai';
import type { QueueEvent } from '../../lib/model/QueueEvent.js';
import type { QueueNews } from '../../lib/sync/dedupeEvents.js';
import { tellQueue } from '../../lib/sync/tellQueue.js';
import { at, eventOf, runOf, triggerOf } from '../support/builders.js';
import { letterOf } from '../support/lettered.js';
import { readOf, RETRYING, stageOf } from '../support/stage.js';

const run = runOf({ queueId: 'q1', trigger: triggerOf({ at: at(10_000) }) });
const entry = { digest: 'd', failures: [{ path: 'id', expected: 'string' }] };

const { connectionId, ...nobodys } = eventOf({ type: 'LOGIN', createdAt: at(10_000) });
const NEWS = {
  r: { kind: 'retry', notice: RETRYING, error: 'x' },
  g: { kind: 'gone', queueId: 'q1' },
  q: readOf({ quarantined: [entry] }),
} as const satisfies Readonly<Record<string, QueueNews>>;

const letters = (tick: QueueNews): string => tellQueue(stageOf().session, run, tick).map(letterOf).join('');

describe('tellQueue', () => {
  it('tells repetitions, gaps and quarantined events', () => {
    expect([NEWS.r, NEWS.g, NEWS.q].map(letters)).to.deep.equal(['R', 'G', 'Q']);
  });

  it('tells events that name no connection, unless they are older than the trigger', () => {
    expect(connectionId).to.equal('7');
    const { session } = stageOf();
    const tell = (event: QueueEvent) => tellQueue(session, run, readOf({ events: [event] }));
    expect(tell(eventOf({ createdAt: at(10_000) }))).to.deep.equal([]);
    expect(tell(nobodys)).to.deep.equal([{ kind: 'event', event: nobodys, late: false }]);
    expect(tell({ ...nobodys, createdAt: at(8_999) })).to.deep.equal([]);
    const { createdAt, ...undated } = nobodys;
    expect(createdAt).to.deep.equal(at(10_000));
    expect(tell(undated)).to.deep.equal([{ kind: 'event', event: undated, late: false }]);
  });

  it('tells events that name no connection and are dated within a slow POST', () => {
    const slow = runOf({ trigger: triggerOf({ at: at(10_000), postedAt: at(4_000) }) });
    const told = (ms: number) =>
      tellQueue(stageOf().session, slow, readOf({ events: [{ ...nobodys, createdAt: at(ms) }] }));
    expect(told(4_000)).to.have.length(1);
    expect(told(2_999)).to.deep.equal([]);
  });

  it('P6: tells a gap with its queue and reason, and counts it', () => {
    const { user, session } = stageOf();
    expect(tellQueue(session, run, readOf({ gap: 'truncated' }))).to.deep.equal([
      { kind: 'gap', queueId: 'q1', reason: 'truncated' },
    ]);
    expect(tellQueue(session, run, { kind: 'gone', queueId: 'q1' })).to.deep.equal([
      { kind: 'gap', queueId: 'q1', reason: 'queueGone' },
    ]);
    expect(user.counters.get('gap_total')).to.equal(2);
  });

  it('tells no gap of a queue that never was', () => {
    expect(tellQueue(stageOf().session, run, { kind: 'gone' })).to.deep.equal([]);
  });

  it('counts duplicates and quarantined events', () => {
    const { user, session } = stageOf();
    for (const tick of [readOf({ duplicates: 3 }), readOf({ quarantined: [entry] }), readOf({ duplicates: 3 })])
      tellQueue(session, run, tick);
    expect([user.counters.get('duplicate_dropped_total'), user.counters.get('quarantined_total')]).to.deep.equal([
      6, 1,
    ]);
  });
});
