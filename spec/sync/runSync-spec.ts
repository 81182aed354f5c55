import { expect } from 'chai';
import fc from 'fast-check';
import { map, type Observable, VirtualTimeScheduler } from 'rxjs';
import type { RunUpdate } from '../../lib/model/RunUpdate.js';
import { runSync } from '../../lib/sync/runSync.js';
import { syncAllConnections } from '../../lib/sync/syncAllConnections.js';
import { syncConnection } from '../../lib/sync/syncConnection.js';
import { marbles } from '../../lib/testing/marbles.js';
import { connectionOf, endedOf, endEventOf, eventOf, runningOf, runOf, triggerOf } from '../support/builders.js';
import { letterOf, lettered } from '../support/lettered.js';
import { QUICK, quick } from '../support/quick.js';
import { scriptedUser, stepwise } from '../support/scriptedUser.js';
import { PLAN } from '../support/stage.js';

const before = connectionOf();
const running = runningOf();
const letters = (updates: Observable<RunUpdate>) => updates.pipe(map(({ update }) => letterOf(update)));

describe('runSync', () => {
  it(
    'runs from the first reading of the queue to the outcome',
    marbles(({ expectObservable }) => {
      const queue = '   p----p----p----p';
      const updates = ' --T--e----e----(EO|)';
      const ended = endedOf(14);
      const [one, two] = [eventOf({ id: '1' }), eventOf({ id: '2' })];
      const user = scriptedUser({
        lookMs: 2,
        queue: stepwise('a----b----c----d', { a: [], b: [one], c: [one, two], d: [one, two, endEventOf(ended)] }),
        connections: { 7: stepwise('b-r', { b: before, r: running }) },
      });
      expectObservable(user.reads).toBe(queue);
      expectObservable(letters(runSync(user, PLAN, quick()))).toBe(updates);
    }),
  );

  it(
    'E11: takes up a known run, reading its queue until its own deadline',
    marbles(({ expectObservable, flush }) => {
      const user = scriptedUser({ connections: { 7: running } });
      const known = runOf({ queueId: 'q9', trigger: triggerOf(), expiresAt: new Date(30) });
      user.journal.begin(known, new Date(0)).subscribe();
      expectObservable(letters(runSync(user, PLAN, quick(), known))).toBe('T 29ms (O|)');
      flush();
      expect(new Set(user.calls.map(({ target }) => target))).to.deep.equal(new Set(['q9', '7']));
      expect(user.count('t')).to.equal(0);
    }),
  );

  it(
    'E11: tells with each update under which run the journal keeps it, and none for what it does not keep',
    marbles(({ expectObservable }) => {
      const user = scriptedUser({ connections: { 7: stepwise('b', { b: before }) } });
      const ids = runSync(user, PLAN, quick({ startGraceMs: 1, statusEveryMs: 1 })).pipe(map(({ runId }) => runId));
      expectObservable(ids).toBe('t(o|)', { t: '0'.repeat(24), o: '0'.repeat(24) });
      const settled = runSync(scriptedUser(), PLAN, quick()).pipe(map(({ runId }) => runId));
      expectObservable(settled).toBe('(o|)', { o: undefined });
    }),
  );

  it(
    'T1: joins the run over all connections that syncs this one already, and tells its own part of it',
    marbles(({ expectObservable, flush }) => {
      const [own, other] = [endedOf(10), endedOf(10, 'FAILED', { id: '8' })];
      const user = scriptedUser({
        queue: stepwise('a---------b', { a: [], b: [endEventOf(other, { id: '8' }), endEventOf(own)] }),
        connections: {
          7: stepwise('br', { b: before, r: running }),
          8: stepwise('br', { b: connectionOf({ id: '8' }), r: runningOf({ id: '8' }) }),
        },
      });
      expectObservable(syncAllConnections(user, QUICK).pipe(lettered())).toBe('(TT)------(EOEOS|)');
      expectObservable(syncConnection(user, { connectionId: '7' }, QUICK).pipe(lettered()), '--^').toBe(
        '--T-------(EO|)',
      );
      flush();
      expect(user.count('t')).to.equal(1);
    }),
  );

  describe('when it is left', () => {
    const script = (scheduler: VirtualTimeScheduler) => ({
      scheduler,
      readMs: 3,
      lookMs: 4,
      postMs: 6,
      queue: stepwise('a 60ms b', { a: [], b: [endEventOf(endedOf(60))] }),
      connections: { 7: stepwise('b 14ms r', { b: before, r: running }) },
    });

    it('frees every timer and aborts every exchange, at whatever moment', () => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 120 }), (leaveAt) => {
          const scheduler = new VirtualTimeScheduler();
          const user = scriptedUser(script(scheduler));
          const sync = syncConnection(user, { connectionId: '7' }, { ...QUICK, drainPolls: 2, statusEveryMs: 20 });
          const subscription = sync.subscribe();
          scheduler.schedule(() => {
            subscription.unsubscribe();
          }, leaveAt);
          scheduler.maxFrames = leaveAt;
          scheduler.flush();
          expect(scheduler.actions.filter(({ closed }) => !closed)).to.deep.equal([]);
          expect(user.calls.filter(({ ended, aborted }) => !ended && !aborted)).to.deep.equal([]);
          const made = user.calls.length;
          scheduler.maxFrames = Infinity;
          scheduler.flush();
          expect(user.calls).to.have.length(made);
        }),
      );
    });

    it('leaves nothing behind when it ends by itself', () => {
      const scheduler = new VirtualTimeScheduler();
      const user = scriptedUser(script(scheduler));
      let completedAt = -1;
      syncConnection(user, { connectionId: '7' }, QUICK).subscribe({ complete: () => (completedAt = scheduler.now()) });
      scheduler.flush();
      expect(completedAt).to.be.greaterThan(60);
      expect(scheduler.now()).to.be.at.most(completedAt + QUICK.deadlineMs);
      expect(user.calls.filter(({ at }) => at > completedAt)).to.deep.equal([]);
    });
  });
});
