import { expect } from 'chai';
import { map, NEVER, of, throwError, timer } from 'rxjs';
import { JournalMissError } from '../../lib/errors/JournalMissError.js';
import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
import type { Outcome } from '../../lib/model/Outcome.js';
import type { SyncRun } from '../../lib/model/SyncRun.js';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';
import { memoryJournal } from '../../lib/store/memoryJournal.js';
import { journalUpdates } from '../../lib/sync/journalUpdates.js';
import type { RunBatch } from '../../lib/sync/RunBatch.js';
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

/** A batch of each list of updates. */
const inBatches = (lists: Readonly<Record<string, readonly SyncUpdate[]>>): Readonly<Record<string, RunBatch>> =>
  Object.fromEntries(
    Object.entries(lists).map(([letter, updates]): [string, RunBatch] => [letter, { runId: 'r1', updates }]),
  );
const TOLD = inBatches(BATCHES);

function stageWith(run: SyncRun) {
  const stage = stageOf({}, {}, { plan: { scope: run.scope } });
  stage.user.journal.begin(run, new Date(0)).subscribe();
  return stage;
}

describe('journalUpdates', () => {
  it(
    'writes each batch before it is told, and ends with the last outcome',
    marbles(({ hot, expectObservable, expectSubscriptions, flush }) => {
      const batches = hot(' -a--b--O--c', TOLD);
      const subs = '        ^------!';
      const output = '      -a--b--(O|)';
      const { user, session } = stageWith(runOf());
      expectObservable(batches.pipe(journalUpdates(session, runOf(), 1))).toBe(output, TOLD);
      expectSubscriptions(batches.subscriptions).toBe(subs);
      flush();
      let kept: SyncRun | undefined;
      user.journal.find('r1').subscribe((run) => (kept = run));
      expect(kept).to.deep.include({ ended: true, seen: ['1', '2', '3'] });
      expect(kept?.updates).to.deep.equal([...BATCHES.a, ...BATCHES.b, ...BATCHES.O]);
    }),
  );

  it('U1: keeps what a quarantined event is known by as well, so that it is told once', () => {
    const { user, session } = stageWith(runOf());
    const quarantined = [
      { digest: 'd1', failures: [] },
      { id: '9', digest: 'd2', failures: [] },
    ].map((event): SyncUpdate => ({ kind: 'quarantined', event }));
    of({ runId: 'r1', updates: [...quarantined, told('1')] })
      .pipe(journalUpdates(session, runOf(), 1))
      .subscribe();
    let kept: SyncRun | undefined;
    user.journal.find('r1').subscribe((run) => (kept = run));
    expect(kept?.seen).to.deep.equal(['quarantined d1', 'quarantined 9', '1']);
  });

  it(
    'gives up on a journal that does not answer, instead of holding the updates back for ever',
    marbles(({ expectObservable }) => {
      const journal = { ...memoryJournal(), amend: () => NEVER };
      const { session } = stageOf({ journal });
      const late = new StoreUnavailableError('unanswered', 'write journal');
      expectObservable(of({ runId: 'r1', updates: BATCHES.a }).pipe(journalUpdates(session, runOf(), 1))).toBe(
        '10s #',
        {},
        late,
      );
    }),
  );

  it('makes room for the next sync before the last outcome is told', () => {
    const order: string[] = [];
    const { session } = stageOf({}, {}, { isJournalled: false, retire: () => order.push('retired') });
    of(TOLD['a'], TOLD['O'])
      .pipe(
        map((batch) => batch ?? { updates: [] }),
        journalUpdates(session, runOf(), 1),
      )
      .subscribe(({ updates }) => order.push(updates.map(({ kind }) => kind).join()));
    expect(order).to.deep.equal(['event', 'retired', 'outcome']);
  });

  it(
    'drops empty batches',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageWith(runOf());
      expectObservable(hot('-x-a-x', TOLD).pipe(journalUpdates(session, runOf(), 1))).toBe('---a--', TOLD);
    }),
  );

  it(
    'closes a run over all connections with a summary of every outcome, those told before a restart included',
    marbles(({ hot, expectObservable }) => {
      const run = runOf({ scope: '*', updates: BATCHES.P });
      const { session } = stageWith(run);
      const closed = [...BATCHES.O, { kind: 'summary', outcomes: [...BATCHES.P, ...BATCHES.O] }];
      expectObservable(hot('-O', TOLD).pipe(journalUpdates(session, run, 1))).toBe('-(S|)', {
        S: { runId: 'r1', updates: closed },
      });
    }),
  );

  it(
    'ends at once when no outcome is to come',
    marbles(({ expectObservable }) => {
      const run = runOf({ scope: '*', baseline: [] });
      const { session } = stageWith(run);
      expectObservable(of<RunBatch>({ runId: 'r1', updates: [] }).pipe(journalUpdates(session, run, 0))).toBe('(S|)', {
        S: { runId: 'r1', updates: [{ kind: 'summary', outcomes: [] }] },
      });
    }),
  );

  it(
    'tells nothing that could not be written',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageOf();
      expectObservable(hot('-a', TOLD).pipe(journalUpdates(session, runOf(), 1))).toBe(
        '-#',
        {},
        new JournalMissError('r1'),
      );
      const stuck = { ...session, amend: () => NEVER };
      expectObservable(hot('-a', TOLD).pipe(journalUpdates(stuck, runOf(), 1))).toBe('--');
    }),
  );

  it(
    'P5: writes a replaced queue with what is told of it, or alone when there is nothing to tell',
    marbles(({ hot, expectObservable, flush }) => {
      const { user, session } = stageWith(runOf({ queueId: 'q1' }));
      const replaced: Record<string, RunBatch> = {
        ...TOLD,
        2: { runId: 'r1', updates: [], queueId: 'q2' },
        3: { runId: 'r1', updates: BATCHES.a, queueId: 'q3' },
      };
      const queues: unknown[] = [];
      const found = (): void => void user.journal.find('r1').subscribe((run) => queues.push(run?.queueId));
      for (const ms of [0, 2, 4]) user.scheduler.schedule(found, ms);
      expectObservable(hot('-2-3', replaced).pipe(journalUpdates(session, runOf(), 1))).toBe('---3', replaced);
      flush();
      expect(queues).to.deep.equal(['q1', 'q2', 'q3']);
    }),
  );

  it(
    'writes one batch at a time, in order, and completes after the last',
    marbles(({ hot, expectObservable }) => {
      const { user, session } = stageWith(runOf());
      const slow = { ...session, amend: () => timer(3, user.scheduler).pipe(map(() => undefined)) };
      expectObservable(hot('-ab|', TOLD).pipe(journalUpdates(slow, runOf(), 1))).toBe('----a--(b|)', TOLD);
    }),
  );

  it(
    'passes what no journal keeps, and ends it with the last outcome',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageOf({}, {}, { isJournalled: false });
      expectObservable(hot('-a-x-O-b', TOLD).pipe(journalUpdates(session, runOf(), 1))).toBe('-a---(O|)', TOLD);
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
