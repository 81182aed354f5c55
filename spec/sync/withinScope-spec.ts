import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';
import { toOutcome } from '../../lib/sync/toOutcome.js';
import { startWatch } from '../../lib/sync/Watch.js';
import { withinScope } from '../../lib/sync/withinScope.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';
import { at, eventOf, runOf, triggerOf } from '../support/builders.js';
import { RETRYING } from '../support/stage.js';

const outcomeOf = (connectionId: string) =>
  toOutcome(startWatch(runOf(), triggerOf(), { connectionId, status: 'SUCCESS', channels: [] }, 'all'), 'deadline');
const triggered = (connectionId: string): SyncUpdate => ({
  kind: 'triggered',
  connectionId,
  at: at(0),
  attached: false,
});
const told = (connectionId: string): SyncUpdate => ({
  kind: 'event',
  connectionId,
  event: eventOf({ connectionId }),
  late: false,
});

const UPDATES: Readonly<Record<string, SyncUpdate>> = {
  T: triggered('7'),
  U: triggered('8'),
  e: told('7'),
  f: told('8'),
  O: outcomeOf('7'),
  P: outcomeOf('8'),
  S: { kind: 'summary', outcomes: [] },
  R: RETRYING,
  G: { kind: 'gap', queueId: 'q1', reason: 'truncated' },
};

describe('withinScope', () => {
  it(
    'keeps what concerns one connection, up to its outcome',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const run = hot('   -(TU)-e-f-O-P-S-|', UPDATES);
      const subs = '      ^---------!';
      const ofOne = '     -T----e---(O|)';
      expectObservable(run.pipe(withinScope('7'))).toBe(ofOne, UPDATES);
      expectSubscriptions(run.subscriptions).toBe(subs);
    }),
  );

  it(
    'keeps what concerns the queue, and no summary',
    marbles(({ hot, expectObservable }) => {
      expectObservable(hot('-R-G-S-P-|', UPDATES).pipe(withinScope('7'))).toBe('-R-G-----|', UPDATES);
    }),
  );

  it(
    'keeps everything of all connections',
    marbles(({ hot, expectObservable }) => {
      expectObservable(hot('-T-U-O-P-S-|', UPDATES).pipe(withinScope('*'))).toBe('-T-U-O-P-S-|', UPDATES);
    }),
  );

  operatorLaws(
    { describe, it },
    { name: 'withinScope', make: () => withinScope('7'), sample: [triggered('7'), told('7')] },
  );
});
