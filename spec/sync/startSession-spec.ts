import { expect } from 'chai';
import { asyncScheduler, NEVER } from 'rxjs';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';
import { startSession } from '../../lib/sync/startSession.js';
import { marbles } from '../../lib/testing/marbles.js';
import { runOf } from '../support/builders.js';
import { letterOf } from '../support/lettered.js';
import { quick } from '../support/quick.js';
import { scriptedUser } from '../support/scriptedUser.js';
import { PLAN, RETRYING } from '../support/stage.js';

const queue = { values: NEVER, wake: () => undefined };

describe('startSession', () => {
  it(
    'counts the time left from now, or until the moment it is given, never below 0',
    marbles(({ flush }) => {
      const user = scriptedUser();
      const fresh = startSession(user, PLAN, quick({ deadlineMs: 50 }), { queue });
      const known = startSession(user, PLAN, quick({ deadlineMs: 50 }), { queue, until: new Date(30) });
      const left: number[][] = [];
      for (const ms of [0, 20, 70])
        asyncScheduler.schedule(() => left.push([fresh.timeLeftMs(), known.timeLeftMs()]), ms);
      flush();
      expect(left).to.deep.equal([
        [50, 30],
        [30, 10],
        [0, 0],
      ]);
    }),
  );

  it(
    'merges repetitions into the updates, and ends with them',
    marbles(({ hot, expectObservable }) => {
      const session = startSession(scriptedUser(), PLAN, quick(), { queue });
      hot('-n').subscribe(() => {
        session.notify(RETRYING);
      });
      const updates = hot('---a|');
      expectObservable(session.withNotices(updates, (notice: SyncUpdate) => letterOf(notice))).toBe('-R-a|');
    }),
  );

  it(
    'passes the error of the updates, and takes no notice afterwards',
    marbles(({ cold, expectObservable }) => {
      const session = startSession(scriptedUser(), PLAN, quick(), { queue });
      expectObservable(session.withNotices(cold('-#'), letterOf)).toBe('-#');
      session.notify(RETRYING);
    }),
  );

  it(
    'writes to the journal, unless the run is not under one',
    marbles(({ expectObservable }) => {
      const user = scriptedUser();
      user.journal.begin(runOf(), new Date(0)).subscribe();
      const kept = startSession(user, PLAN, quick(), { queue });
      const unkept = startSession(user, PLAN, quick(), { queue, isJournalled: false });
      expectObservable(kept.amend('r1', { ended: true })).toBe('(r|)', { r: runOf({ ended: true }) });
      expectObservable(unkept.amend('r1', { ended: true })).toBe('(r|)', { r: undefined });
    }),
  );

  it(
    'has no hints but those it is given',
    marbles(({ hot, expectObservable }) => {
      const hints = hot('-h');
      expectObservable(startSession(scriptedUser(), PLAN, quick(), { queue }).hints, '^--!').toBe('---');
      expectObservable(startSession(scriptedUser(), PLAN, quick(), { queue, hints }).hints).toBe('-h');
    }),
  );

  it('asks the poller of its queue for a read', () => {
    let wakes = 0;
    const waking = { values: NEVER, wake: () => void (wakes += 1) };
    startSession(scriptedUser(), PLAN, quick(), { queue: waking }).readQueueNow();
    expect(wakes).to.equal(1);
  });
});
