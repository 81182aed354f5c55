import { expect } from 'chai';
import fc from 'fast-check';
import type { SyncUpdate } from '../../lib/index.js';
import { toMarbles } from '../../lib/sync/toMarbles.js';
import { eventSeen, outcome, triggered } from '../support/syncUpdates.js';

const draining = (connectionId: string): SyncUpdate => ({ kind: 'draining', connectionId, reads: 2 });

const TWO: readonly SyncUpdate[] = [
  triggered('1001'),
  triggered('1002'),
  eventSeen('1001'),
  { kind: 'quarantined', event: { digest: 'd', failures: [] } },
  eventSeen('1002'),
  draining('1001'),
  outcome('1001'),
];

describe('toMarbles', () => {
  it('prints one line for each connection, one for what is shared, and a legend', () => {
    expect(toMarbles(TWO).split('\n')).to.deep.equal([
      '1001   T-e--D(O|)   succeeded',
      '1002   -T--e--   running',
      '(all)  ---q---',
      '       T triggered, e event, q quarantined, D draining, O outcome; one column is one update',
    ]);
  });

  it('draws timed updates to scale', () => {
    const timed = [
      { atMs: 5_000, update: triggered('7') },
      { atMs: 5_500, update: eventSeen('7') },
      { atMs: 7_000, update: draining('7') },
      { atMs: 7_000, update: outcome('7', { result: 'partial' }) },
    ];
    expect(toMarbles(timed, { width: 21 }).split('\n')).to.deep.equal([
      '7  T----e--------------(DO|)   partial',
      '   T triggered, e event, D draining, O outcome; one column is 100 ms',
    ]);
  });

  it('tells scales of seconds as such', () => {
    const over = (ms: number) =>
      toMarbles(
        [
          { atMs: 0, update: triggered('7') },
          { atMs: ms, update: outcome('7') },
        ],
        { width: 11 },
      );
    expect(over(25)).to.include('one column is 2.5 ms');
    expect(over(15_000)).to.include('one column is 1.5 s');
    expect(over(600_000)).to.include('one column is 60 s');
  });

  it('prints a legend alone for nothing', () => {
    expect(toMarbles([])).to.equal('  one column is one update');
  });

  it('names connections as told, without anything that could command a terminal', () => {
    const drawn = toMarbles([outcome('7')], { nameOf: (id) => `B\u001b[2Jnk ${id}` });
    expect(drawn.split('\n')[0]).to.equal('B?[2Jnk 7  (O|)   succeeded');
  });

  it('says nothing about summaries and retries but when they happened', () => {
    const drawn = toMarbles([
      { kind: 'retrying', operation: 'read queue', error: 'X', attempt: 1, inMs: 5 },
      { kind: 'gap', queueId: '1', reason: 'queueGone' },
      { kind: 'summary', outcomes: [] },
    ]);
    expect(drawn.split('\n')[0]).to.equal('(all)  rg-');
  });

  it('refuses a width that means nothing', () => {
    for (const width of [9, 1_001, 20.5, Number.NaN]) {
      expect(() => toMarbles([], { width })).to.throw('width: expected a whole number of characters, 10 to 1000');
    }
  });

  it('ends a line with | exactly when it has an outcome, and keeps to ASCII, whatever comes', () => {
    const anyTimed = fc.array(
      fc.record({
        atMs: fc.nat(100_000),
        update: fc.constantFrom<SyncUpdate>(
          triggered('1'),
          eventSeen('1'),
          eventSeen('2'),
          draining('2'),
          outcome('2'),
        ),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(anyTimed, fc.integer({ min: 10, max: 100 }), (given, width) => {
        const timed = given.sort((one, other) => one.atMs - other.atMs);
        const lines = toMarbles(timed, { width }).split('\n').slice(0, -1);
        for (const line of lines) {
          expect(line).to.match(/^[\x20-\x7e]+$/);
          expect(line.includes('|')).to.equal(line.endsWith('succeeded'));
        }
      }),
    );
  });
});
