import { expect } from 'chai';
import { SYNC_DEFAULTS } from '../../lib/sync/options.js';
import { terminalRule } from '../../lib/sync/terminalRule.js';
import { startWatch, type Watch } from '../../lib/sync/Watch.js';
import {
  at,
  baselineOf,
  channelOf,
  connectionOf,
  endedOf,
  endEventOf,
  eventOf,
  runOf,
  runningOf,
  YESTERDAY,
} from '../support/builders.js';
import { triggerOf } from '../support/builders.js';
import { pageOf, rowsOf } from '../support/markdown.js';

const BASELINE = baselineOf({ channels: ['1', '2'].map((id) => ({ id, status: 'SUCCESS', lastEndAt: YESTERDAY })) });
const START = startWatch(runOf(), triggerOf(), BASELINE, 'all');
const UNDATED = connectionOf({ channels: [{ id: '1', status: 'SUCCESS', unavailable: false }] });
const HALF = connectionOf({ channels: [channelOf({ lastEndAt: at(5) }), channelOf({ id: '2' })] });
const FAILED_AGAIN = connectionOf({ status: 'FAILED' });
const CHANGED = connectionOf({ status: 'FAILED', channels: [channelOf({ status: 'AUTH_FAILED' })] });

const queue = { observedIn: 'queue' } as const;
/** Looked at after everything, and the queue read once more. */
const look = { observedIn: 'connection', lookedSinceEvent: true, readsSinceLook: 1 } as const;
const overGrace = SYNC_DEFAULTS.startGraceMs;
const UNANSWERED = triggerOf({ accepted: false, postedAt: at(0) });
const settled = { steadyLooks: 2, elapsedMs: SYNC_DEFAULTS.chainGraceMs } as const;

/** Situations for each line of the table, in its order. */
const LINES: readonly (readonly Partial<Watch>[])[] = [
  [{}, { ...look, elapsedMs: overGrace }],
  [{ ...look, until: 'list', connection: runningOf(), listedChannels: new Set(['1']) }],
  [
    { ...queue, connection: runningOf() },
    { ...look, connection: runningOf(), endEvent: eventOf() },
    { ...queue, connection: connectionOf({ channels: [channelOf({ status: 'RUNNING' })] }) },
  ],
  [{ ...look, connection: endedOf(5, 'NEW_WORD'), elapsedMs: overGrace }],
  [
    { ...queue, connection: endedOf(5) },
    { ...queue, connection: endedOf(5, 'FAILED') },
    { ...queue, connection: endedOf(5), wasRunning: true, endEvent: endEventOf(endedOf(5)) },
    { ...queue, connection: endedOf(5), chains: true, endEvent: endEventOf(endedOf(5)) },
  ],
  [
    { ...queue, connection: connectionOf() },
    { ...queue, connection: HALF },
    { ...queue, connection: endedOf(5, 'CLOSED') },
    { ...queue, connection: endedOf(5), chains: true },
    { ...queue, connection: endedOf(5), wasRunning: true },
    { ...queue, connection: endedOf(5), trigger: UNANSWERED, endEvent: endEventOf(endedOf(5)) },
  ],
  [{ ...look, connection: connectionOf({ status: 'CLOSED' }) }],
  [{ ...look, connection: connectionOf({ status: 'NONE', channels: [] }) }],
  [
    { ...look, connection: endedOf(5) },
    { ...look, connection: endedOf(5), wasRunning: true, endEvent: endEventOf(endedOf(5)) },
  ],
  [
    { ...look, connection: HALF, ...settled },
    { ...look, connection: endedOf(5), wasRunning: true, ...settled },
    { ...look, connection: endedOf(5), trigger: UNANSWERED, ...settled },
  ],
  [
    { ...look, connection: UNDATED, runningSeen: true, runningLooked: true, ...settled },
    { ...look, connection: UNDATED, runningSeen: true, ...settled, elapsedMs: overGrace },
  ],
  [{ ...look, connection: FAILED_AGAIN, runningSeen: true, runningLooked: true, ...settled }],
  [{ ...look, connection: FAILED_AGAIN, event: eventOf(), endEvent: eventOf(), lookedSinceEvent: false }],
  [
    { ...look, connection: FAILED_AGAIN, event: eventOf(), endEvent: endEventOf(FAILED_AGAIN) },
    { ...look, connection: CHANGED, event: eventOf(), endEvent: eventOf() },
    { ...look, connection: CHANGED, event: eventOf(), ...settled },
    { ...look, connection: FAILED_AGAIN, event: eventOf(), ...settled, elapsedMs: overGrace },
  ],
  [
    { ...look, connection: CHANGED, event: eventOf(), steadyLooks: 9 },
    { ...look, connection: FAILED_AGAIN, event: eventOf(), endEvent: eventOf(), ...settled },
  ],
  [{ ...look, connection: CHANGED, ...settled }],
  [
    { ...look, connection: connectionOf(), steadyLooks: 2, elapsedMs: overGrace },
    { ...look, connection: FAILED_AGAIN, steadyLooks: 2, elapsedMs: overGrace, readsSinceLook: 0 },
  ],
  [
    { ...look, connection: connectionOf(), steadyLooks: 9 },
    { ...look, connection: connectionOf(), runningSeen: true, steadyLooks: 9 },
    { ...look, connection: HALF, steadyLooks: 2, endEvent: endEventOf(HALF) },
    { ...look, connection: endedOf(5), wasRunning: true, steadyLooks: 9 },
    { ...look, connection: CHANGED, steadyLooks: 9 },
    { ...look, connection: connectionOf(), steadyLooks: 9, elapsedMs: overGrace, event: eventOf() },
    { ...look, connection: connectionOf(), steadyLooks: 9, elapsedMs: overGrace, postEvent: eventOf() },
    { ...look, connection: endedOf(5), trigger: UNANSWERED, endEvent: endEventOf(endedOf(5)), steadyLooks: 9 },
  ],
];

/** Inverts the words of the table: what a verdict is called there. */
function inWords(watch: Partial<Watch>): string {
  const verdict = terminalRule({ ...START, ...watch }, SYNC_DEFAULTS);
  return 'rule' in verdict ? `${verdict.kind}: ${verdict.rule}` : verdict.kind;
}

describe('docs/pipelines.md', () => {
  const rows = rowsOf(pageOf('docs/pipelines.md'), 'What is known');

  it('has a situation for each line of its decision table', () => {
    expect(rows).to.have.lengthOf(LINES.length);
  });

  for (const [index, [known = '', then = '']] of rows.entries()) {
    it(`is right that with ${known} a sync is ${then}`, () => {
      const situations = LINES[index] ?? [];
      expect(situations).to.not.be.empty;
      expect(situations.map(inWords)).to.deep.equal(situations.map(() => then));
    });
  }

  it('is right that a look wants the queue read after it, unless there is none', () => {
    const end = { ...look, connection: endedOf(5) };
    expect(inWords({ ...end, readsSinceLook: 0 })).to.equal('unconfirmed: endDate');
    expect(inWords({ ...end, readsSinceLook: 0.5 })).to.equal('unconfirmed: endDate');
    expect(inWords({ ...end, readsSinceLook: 0, queueAvailable: false })).to.equal('ended: endDate');
  });
});
