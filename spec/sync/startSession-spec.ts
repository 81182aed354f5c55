import { expect } from 'chai';
import { asyncScheduler, NEVER } from 'rxjs';
import type { Retrying } from '../../lib/model/SyncUpdate.js';
import { startSession } from '../../lib/sync/startSession.js';
import { marbles } from '../../lib/testing/marbles.js';
import { runOf } from '../support/builders.js';
import { quick } from '../support/quick.js';
import { scriptedUser } from '../support/scriptedUser.js';
import { PLAN, RETRYING } from '../support/stage.js';

const queue = { values: NEVER, wake: () => undefined };
const notify = (): void => undefined;

describe('startSession', () => {
  it(
    'counts the time left from now, or until the moment it is given, never below 0',
    marbles(({ flush }) => {
      const user = scriptedUser();
      const fresh = startSession(user, PLAN, quick({ deadlineMs: 50 }), { queue, notify });
      const known = startSession(user, PLAN, quick({ deadlineMs: 50 }), {
        queue,
        notify,
        known: runOf({ expiresAt: new Date(30) }),
      });
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

  it('hands repetitions to whoever tells them, and knows no run over all connections by itself', () => {
    const notices: Retrying[] = [];
    const session = startSession(scriptedUser(), PLAN, quick(), { queue, notify: (notice) => notices.push(notice) });
    session.notify(RETRYING);
    expect(notices).to.deep.equal([RETRYING]);
    expect(session.joinWhole(runOf())).to.equal(NEVER);
  });

  it(
    'writes to the journal, unless the run is not under one',
    marbles(({ expectObservable }) => {
      const user = scriptedUser();
      user.journal.begin(runOf(), new Date(0)).subscribe();
      const kept = startSession(user, PLAN, quick(), { queue, notify });
      const unkept = startSession(user, PLAN, quick(), { queue, notify, isJournalled: false });
      expectObservable(kept.amend('r1', { ended: true })).toBe('(r|)', { r: runOf({ ended: true }) });
      expectObservable(unkept.amend('r1', { ended: true })).toBe('(r|)', { r: undefined });
    }),
  );

  it(
    'has no hints but those it is given',
    marbles(({ hot, expectObservable }) => {
      const hints = hot('-h');
      expectObservable(startSession(scriptedUser(), PLAN, quick(), { queue, notify }).hints, '^--!').toBe('---');
      expectObservable(startSession(scriptedUser(), PLAN, quick(), { queue, notify, hints }).hints).toBe('-h');
    }),
  );

  it('asks the poller of its queue for a read', () => {
    let wakes = 0;
    const waking = { values: NEVER, wake: () => void (wakes += 1) };
    startSession(scriptedUser(), PLAN, quick(), { queue: waking, notify }).readQueueNow();
    expect(wakes).to.equal(1);
  });
});
