import { expect } from 'chai';
import { EMPTY, map, type Observable, throwError } from 'rxjs';
import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
import { CredentialsRefusedError } from '../../lib/errors/CredentialsRefusedError.js';
import { NotFoundError } from '../../lib/errors/NotFoundError.js';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import type { QueueTick } from '../../lib/model/QueueTick.js';
import type { SyncRun } from '../../lib/model/SyncRun.js';
import type { SyncJournal } from '../../lib/ports/SyncJournal.js';
import { memoryJournal } from '../../lib/store/memoryJournal.js';
import { followRun, type OpenedRun, takeUpKnown, triggerRun } from '../../lib/sync/openRun.js';
import { readBaseline } from '../../lib/sync/readBaseline.js';
import type { SyncSession } from '../../lib/sync/SyncSession.js';
import { marbles } from '../../lib/testing/marbles.js';
import { at, baselineOf, channelOf, connectionOf, eventOf, runningOf } from '../support/builders.js';
import { pageOf, type Stage, stageOf } from '../support/stage.js';

const before = connectionOf();
const page = pageOf({ events: [eventOf({ id: '1' })] });

function openRun(session: SyncSession, first: QueueTick): Observable<OpenedRun> {
  return readBaseline(session).pipe(triggerRun(session, first));
}

function openFollowed(session: SyncSession, first: QueueTick, since: Date | undefined): Observable<OpenedRun> {
  return readBaseline(session).pipe(followRun(since)(session, first));
}

function gathered(opened: Observable<OpenedRun>): OpenedRun[] {
  const list: OpenedRun[] = [];
  opened.subscribe((one) => list.push(one));
  return list;
}

function runOf(opened: OpenedRun | undefined): SyncRun {
  if (opened?.kind !== 'run') throw new Error('a run');
  return opened.run;
}

const kinds = (opened: Observable<OpenedRun>) =>
  opened.pipe(map((one) => (one.kind === 'run' ? 'run' : `${one.outcome.result} ${one.outcome.evidence.rule}`)));

function kept({ user }: Stage, runId: string): SyncRun | undefined {
  let run: SyncRun | undefined;
  user.journal.find(runId).subscribe((found) => (run = found));
  return run;
}

describe('triggerRun', () => {
  it(
    'journals the baseline, and triggers',
    marbles(({ cold, expectObservable }) => {
      const read = { at: at(0), connections: [before], accountIds: undefined };
      const baseline = cold('--(b|)', { b: read });
      const opened = '       ----(r|)';
      const { session } = stageOf({ postMs: 2, connections: { 7: before } });
      expectObservable(kinds(baseline.pipe(triggerRun(session, page)))).toBe(opened, { r: 'run' });
    }),
  );

  it(
    'E11: keeps baseline, queue and ids in the journal before the POST is made',
    marbles(({ flush }) => {
      const stage = stageOf({ postMs: 50, connections: { 7: before } });
      const keptAtPost: (SyncRun | undefined)[] = [];
      stage.user.posts.subscribe(() => keptAtPost.push(kept(stage, '0'.repeat(24))));
      const [opened] = [gathered(openRun(stage.session, page))];
      flush();
      expect(keptAtPost).to.have.length(1);
      expect(keptAtPost[0]).to.deep.include({
        scope: '7',
        queueId: 'q1',
        seen: ['1'],
        ended: false,
        baselineAt: at(0),
      });
      expect(keptAtPost[0]?.baseline).to.deep.equal([baselineOf()]);
      expect(keptAtPost[0]).to.not.have.property('trigger');
      expect(runOf(opened[0]).trigger).to.deep.equal({
        at: at(0),
        accepted: true,
        attached: false,
        connectionIds: ['7'],
      });
      expect(kept(stage, '0'.repeat(24))).to.have.property('trigger');
    }),
  );

  it('keeps no queue when there is none', () => {
    const opened = gathered(openRun(stageOf({ connections: { 7: before } }).session, { kind: 'gone' }));
    expect(runOf(opened[0])).to.deep.include({ seen: [] });
    expect(runOf(opened[0])).to.not.have.property('queueId');
  });

  it(
    'E13: joins a connection that is RUNNING without a POST',
    marbles(() => {
      const stage = stageOf({ connections: { 7: runningOf() } });
      const [opened] = gathered(openRun(stage.session, page));
      expect(stage.user.count('t')).to.equal(0);
      expect(runOf(opened).trigger).to.deep.equal({ at: at(0), accepted: false, attached: true, connectionIds: ['7'] });
    }),
  );

  it('triggers all connections although one of them is RUNNING', () => {
    const stage = stageOf(
      { connections: { 7: runningOf(), 8: connectionOf({ id: '8' }) } },
      {},
      { plan: { scope: '*' } },
    );
    gathered(openRun(stage.session, page));
    expect(stage.user.count('t')).to.equal(1);
  });

  it('takes into the baseline of all connections those that can be synced', () => {
    const connections = {
      7: before,
      8: connectionOf({ id: '8', status: 'NONE' }),
      9: connectionOf({ id: '9', status: 'CLOSED' }),
    };
    const [opened] = gathered(openRun(stageOf({ connections }, {}, { plan: { scope: '*' } }).session, page));
    expect(runOf(opened).baseline.map(({ connectionId }) => connectionId)).to.deep.equal(['7']);
  });

  it('T3: looks instead of posting when the journal holds a run that nobody knows to be triggered', () => {
    const stage = stageOf({ connections: { 7: before } });
    const draft = { ...runOf(gathered(openRun(stageOf({ connections: { 7: before } }).session, page))[0]) };
    const { trigger, ...untriggered } = draft;
    expect(trigger).to.not.equal(undefined);
    stage.user.journal.begin(untriggered, new Date(0)).subscribe();
    const [opened] = gathered(openRun(stage.session, page));
    expect(stage.user.count('t')).to.equal(0);
    expect(runOf(opened).trigger).to.deep.include({ accepted: false, attached: false });
  });

  it('T1: joins a run that the journal holds as it is', () => {
    const stage = stageOf({ connections: { 7: before } });
    const first = runOf(gathered(openRun(stage.session, page))[0]);
    expect(runOf(gathered(openRun(stage.session, page))[0])).to.deep.equal(first);
    expect(stage.user.count('t')).to.equal(1);
  });

  const SETTLED = [
    ['NONE', connectionOf({ status: 'NONE' }), 'notApplicable manual'],
    ['CLOSED', connectionOf({ status: 'CLOSED' }), 'gone closed'],
    ['not known', undefined, 'gone closed'],
  ] as const;
  for (const [title, connection, result] of SETTLED) {
    it(
      `gives the outcome of a connection that is ${title} and journals nothing`,
      marbles(({ expectObservable, flush }) => {
        const stage = stageOf({ connections: { 7: connection } });
        expectObservable(kinds(openRun(stage.session, page))).toBe('(r|)', { r: result });
        flush();
        expect(kept(stage, '0'.repeat(24))).to.equal(undefined);
        expect(stage.user.count('t')).to.equal(0);
      }),
    );
  }

  it(
    'T11: leaves a connection alone that needs its user, unless it is RUNNING',
    marbles(({ expectObservable }) => {
      const channels = [channelOf({ status: 'TOKEN_EXPIRED' })];
      const waiting = stageOf({ connections: { 7: connectionOf({ channels }) } }, {}, { plan: { unattended: true } });
      expectObservable(kinds(openRun(waiting.session, page))).toBe('(r|)', { r: 'actionRequired unattended' });
      const busy = stageOf({ connections: { 7: runningOf({ channels }) } }, {}, { plan: { unattended: true } });
      expectObservable(kinds(openRun(busy.session, page))).toBe('(r|)', { r: 'run' });
    }),
  );

  it(
    'T6: ends the run when upstream refuses past the deadline, so that the next may post',
    marbles(({ expectObservable, flush }) => {
      const stage = stageOf(
        { connections: { 7: before }, triggers: [new RateLimitedError('trigger sync', 900)] },
        { deadlineMs: 50 },
      );
      expectObservable(kinds(openRun(stage.session, page))).toBe('(r|)', { r: 'notStarted refused' });
      flush();
      expect(kept(stage, '0'.repeat(24))?.ended).to.equal(true);
    }),
  );

  it(
    'errors when the POST does not find a connection that is there all the same',
    marbles(({ expectObservable }) => {
      const { session } = stageOf({ connections: { 7: before }, triggers: [new NotFoundError('trigger sync', 404)] });
      expectObservable(kinds(openRun(session, page))).toBe('#', {}, new NotFoundError('trigger sync', 404));
    }),
  );

  it(
    'errors, and ends the run, when credentials are refused or all connections cannot be triggered',
    marbles(({ expectObservable, flush }) => {
      const refused = new CredentialsRefusedError(400, 'invalid_grant');
      const one = stageOf({ connections: { 7: before }, triggers: [refused] });
      expectObservable(kinds(openRun(one.session, page))).toBe('#', {}, refused);
      const missing = new NotFoundError('trigger sync', 404);
      const all = stageOf({ connections: { 7: before }, triggers: [missing] }, {}, { plan: { scope: '*' } });
      expectObservable(kinds(openRun(all.session, page))).toBe('#', {}, missing);
      flush();
      expect([one, all].map((stage) => kept(stage, '0'.repeat(24))?.ended)).to.deep.equal([true, true]);
    }),
  );
});

describe('triggerRun, when what follows the POST fails', () => {
  const full = new StoreUnavailableError('full', 'write journal');
  const failing = (times: number): SyncJournal => {
    const journal = memoryJournal();
    let failures = 0;
    return {
      ...journal,
      amend: (runId, amendment) =>
        amendment.trigger !== undefined && failures++ < times
          ? throwError(() => full)
          : journal.amend(runId, amendment),
    };
  };

  it(
    'T3: leaves the run open when its trigger could not be written, so that nobody posts again',
    marbles(({ expectObservable, flush }) => {
      const stage = stageOf({ connections: { 7: before }, journal: failing(1) });
      expectObservable(kinds(openRun(stage.session, page))).toBe('#', {}, full);
      flush();
      expect(kept(stage, '0'.repeat(24))?.ended).to.equal(false);
      gathered(openRun(stage.session, page));
      expect(stage.user.count('t')).to.equal(1);
      expect(kept(stage, '0'.repeat(24))?.trigger).to.deep.include({ accepted: false });
    }),
  );

  it('writes the answer to the journal before it tells it', () => {
    const stage = stageOf({ connections: { 7: before } });
    const written: unknown[] = [];
    openRun(stage.session, page).subscribe(() => written.push(kept(stage, '0'.repeat(24))?.trigger?.accepted));
    expect(written).to.deep.equal([true]);
  });

  it('tells which run it is before the POST is made', () => {
    const begun: string[] = [];
    const stage = stageOf({ connections: { 7: before } }, {}, { begun: (runId) => begun.push(runId) });
    stage.user.posts.subscribe(() => begun.push('post'));
    gathered(openRun(stage.session, page));
    expect(begun).to.deep.equal(['0'.repeat(24), 'post']);
  });
});

describe('followRun', () => {
  it(
    'counts from the baseline on, and triggers nothing',
    marbles(() => {
      const stage = stageOf({ connections: { 7: before } });
      const [opened] = gathered(openFollowed(stage.session, page, undefined));
      expect(runOf(opened)).to.deep.include({ seen: ['1'] });
      expect(runOf(opened).trigger).to.deep.include({ at: at(0), accepted: false, attached: false });
      expect(stage.user.count('t')).to.equal(0);
    }),
  );

  it('counts from `since` on, with every event that the queue still holds and whatever ended before', () => {
    const [opened] = gathered(openFollowed(stageOf({ connections: { 7: before } }).session, page, at(-9_000)));
    expect(runOf(opened)).to.deep.include({ seen: [] });
    expect(runOf(opened).trigger?.at).to.deep.equal(at(-9_000));
    expect(runOf(opened).baseline[0]?.channels).to.deep.equal([]);
  });

  it('says that a sync under way was joined', () => {
    const [opened] = gathered(openFollowed(stageOf({ connections: { 7: runningOf() } }).session, page, undefined));
    expect(runOf(opened).trigger?.attached).to.equal(true);
  });

  it('gives the outcome of a connection that is closed', () => {
    const [opened] = gathered(openFollowed(stageOf().session, page, undefined));
    expect(opened?.kind).to.equal('settled');
  });
});

describe('takeUpKnown', () => {
  it('takes up the run that the session knows, and opens nothing without one', () => {
    const run = { ...runOf(gathered(openRun(stageOf({ connections: { 7: before } }).session, page))[0]) };
    const [opened] = gathered(takeUpKnown(stageOf({}, {}, { known: run }).session) ?? EMPTY);
    expect(opened).to.deep.equal({ kind: 'run', run, isNew: false });
    expect(takeUpKnown(stageOf().session)).to.equal(undefined);
  });
});
