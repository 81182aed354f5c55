import { expect } from 'chai';
import { ignoreElements, of, repeat, VirtualTimeScheduler } from 'rxjs';
import { FastLoopError } from '../../lib/errors/FastLoopError.js';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';
import { hasExpired, inSession } from '../../lib/sync/inSession.js';
import type { RunBatch } from '../../lib/sync/RunBatch.js';
import type { SyncSession } from '../../lib/sync/SyncSession.js';
import { marbles } from '../../lib/testing/marbles.js';
import { eventOf, runOf } from '../support/builders.js';
import { quick } from '../support/quick.js';
import { scriptedUser } from '../support/scriptedUser.js';
import { PLAN, RETRYING } from '../support/stage.js';

const START = { operation: 'sync', queueId: 'q9', isProgress: ({ updates }: RunBatch) => updates.length > 1 } as const;
const event: SyncUpdate = { kind: 'event', event: eventOf(), late: false };
const BATCHES: Readonly<Record<string, RunBatch>> = {
  n: { updates: [RETRYING] },
  a: { runId: 'r1', updates: [event] },
  b: { runId: 'r1', updates: [event, event] },
};

describe('inSession', () => {
  it(
    'runs the pipeline, and tells the repetitions of its stages',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const notices = hot(' -n-----|');
      const batches = hot(' ---a-b-|', BATCHES);
      const subs = '        ^------!';
      const expected = '    -n-a-b-|';
      const pipeline = (session: SyncSession) => {
        notices.subscribe(() => {
          session.notify(RETRYING);
        });
        return batches;
      };
      expectObservable(inSession(scriptedUser(), PLAN, quick(), START, pipeline)).toBe(expected, BATCHES);
      expectSubscriptions(batches.subscriptions).toBe(subs);
    }),
  );

  it(
    'gives each subscription a session of its own, with the queue, the plan and the known run',
    marbles(({ expectObservable, flush }) => {
      const sessions: SyncSession[] = [];
      const user = scriptedUser();
      const known = runOf({ expiresAt: new Date(30) });
      const run = inSession(user, PLAN, quick(), { ...START, known, isJournalled: false }, (session) => {
        sessions.push(session);
        return session.queue.values.pipe(ignoreElements());
      });
      expectObservable(run, '^!');
      expectObservable(run, '-^!');
      flush();
      expect(sessions).to.have.length(2);
      expect(sessions[0]).to.not.equal(sessions[1]);
      expect(sessions[0]).to.include({ user, plan: PLAN, known, isJournalled: false });
      expect(user.calls[0]).to.include({ operation: 'p', target: 'q9' });
    }),
  );

  it(
    'passes the error of the pipeline, and what it throws',
    marbles(({ cold, expectObservable }) => {
      const user = scriptedUser();
      expectObservable(inSession(user, PLAN, quick(), START, () => cold('-#'))).toBe('-#');
      const throwing = (): never => {
        throw new Error('pipeline');
      };
      expectObservable(inSession(user, PLAN, quick(), START, throwing)).toBe('#', {}, new Error('pipeline'));
    }),
  );

  it('fails whoever subscribes again and again without progress, and nobody who makes some', () => {
    const outcomeOf = (batch: RunBatch): string => {
      let ended = 'open';
      const scheduler = new VirtualTimeScheduler();
      inSession(scriptedUser({ scheduler }), PLAN, quick(), START, () => of(batch))
        .pipe(repeat({ count: 300 }))
        .subscribe({
          error: (error: unknown) => (ended = error instanceof FastLoopError ? error.name : 'other'),
          complete: () => (ended = 'complete'),
        });
      scheduler.flush();
      return ended;
    };
    expect([BATCHES.a, BATCHES.b].map((batch) => outcomeOf(batch ?? { updates: [] }))).to.deep.equal([
      'FastLoopError',
      'complete',
    ]);
  });
});

describe('hasExpired', () => {
  it('is true from the moment on at which the time of a run is up', () => {
    const scheduler = new VirtualTimeScheduler();
    const user = scriptedUser({ scheduler });
    const run = runOf({ expiresAt: new Date(10) });
    const told = [9, 10, 11].map((now) => {
      scheduler.frame = now;
      return hasExpired(user, run);
    });
    expect(told).to.deep.equal([false, true, true]);
    expect(hasExpired(user, undefined)).to.equal(false);
  });
});
