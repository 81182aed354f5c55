import { expect } from 'chai';
import { NEVER, of, throwError } from 'rxjs';
import { JournalMissError } from '../../lib/errors/JournalMissError.js';
import type { Outcome } from '../../lib/model/Outcome.js';
import type { SyncRun } from '../../lib/model/SyncRun.js';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';
import { journalUpdates } from '../../lib/sync/journalUpdates.js';
import { toOutcome } from '../../lib/sync/toOutcome.js';
import { startWatch } from '../../lib/sync/Watch.js';
import { marbles } from '../../lib/testing/marbles.js';
import { eventOf, runOf, triggerOf } from '../support/builders.js';
import { stageOf } from '../support/stage.js';

const outcomeOf = (connectionId: string): Outcome =>
  toOutcome(startWatch(runOf(), triggerOf(), { connectionId, status: 'SUCCESS', channels: [] }, 'all'), 'deadline');

const told = (id: string): SyncUpdate => ({ kind: 'event', event: eventOf({ id }), late: false });
const BATCHES = {
  a: [told('1')],
  b: [told('2'), told('3')],
  O: [outcomeOf('7')],
  P: [outcomeOf('8')],
  c: [told('4')],
  x: [],
};

function stageWith(run: SyncRun) {
  const stage = stageOf({}, {}, { plan: { scope: run.scope } });
  stage.user.journal.begin(run, new Date(0)).subscribe();
  return stage;
}

describe('journalUpdates', () => {
  it(
    'writes each batch before it is told, and ends with the last outcome',
    marbles(({ hot, expectObservable, expectSubscriptions, flush }) => {
      const batches = hot(' -a--b--O--c', BATCHES);
      const subs = '        ^------!';
      const output = '      -a--b--(O|)';
      const { user, session } = stageWith(runOf());
      expectObservable(batches.pipe(journalUpdates(session, runOf(), 1))).toBe(output, BATCHES);
      expectSubscriptions(batches.subscriptions).toBe(subs);
      flush();
      let kept: SyncRun | undefined;
      user.journal.find('r1').subscribe((run) => (kept = run));
      expect(kept).to.deep.include({ ended: true, seen: ['1', '2', '3'] });
      expect(kept?.updates).to.deep.equal([...BATCHES.a, ...BATCHES.b, ...BATCHES.O]);
    }),
  );

  it(
    'drops empty batches',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageWith(runOf());
      expectObservable(hot('-x-a-x', BATCHES).pipe(journalUpdates(session, runOf(), 1))).toBe('---a--', BATCHES);
    }),
  );

  it(
    'closes a run over all connections with a summary of every outcome, those told before a restart included',
    marbles(({ hot, expectObservable }) => {
      const run = runOf({ scope: '*', updates: BATCHES.P });
      const { session } = stageWith(run);
      const closed = [...BATCHES.O, { kind: 'summary', outcomes: [...BATCHES.P, ...BATCHES.O] }];
      expectObservable(hot('-O', BATCHES).pipe(journalUpdates(session, run, 1))).toBe('-(S|)', { S: closed });
    }),
  );

  it(
    'ends at once when no outcome is to come',
    marbles(({ expectObservable }) => {
      const run = runOf({ scope: '*', baseline: [] });
      const { session } = stageWith(run);
      expectObservable(of([]).pipe(journalUpdates(session, run, 0))).toBe('(S|)', {
        S: [{ kind: 'summary', outcomes: [] }],
      });
    }),
  );

  it(
    'tells nothing that could not be written',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageOf();
      expectObservable(hot('-a', BATCHES).pipe(journalUpdates(session, runOf(), 1))).toBe(
        '-#',
        {},
        new JournalMissError('r1'),
      );
      const stuck = { ...session, amend: () => NEVER };
      expectObservable(hot('-a', BATCHES).pipe(journalUpdates(stuck, runOf(), 1))).toBe('--');
    }),
  );

  it(
    'errors with its source',
    marbles(({ expectObservable }) => {
      const { session } = stageWith(runOf());
      const failure = new Error('x');
      expectObservable(throwError(() => failure).pipe(journalUpdates(session, runOf(), 1))).toBe('#', {}, failure);
    }),
  );
});
