import { expect } from 'chai';
import { EMPTY, map, NEVER, type Observable, VirtualTimeScheduler } from 'rxjs';
import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { flatten } from '../../lib/operators/flatten.js';
import { LONGEST_TIMER_MS } from '../../lib/operators/LONGEST_TIMER_MS.js';
import type { QueueNews } from '../../lib/sync/dedupeEvents.js';
import type { SyncSession } from '../../lib/sync/SyncSession.js';
import { takeThroughEnd } from '../../lib/sync/takeThroughEnd.js';
import { whatBelongsTo } from '../../lib/sync/whatBelongsTo.js';
import type { RunBatch } from '../../lib/sync/RunBatch.js';
import { startWatch } from '../../lib/sync/Watch.js';
import { marbles } from '../../lib/testing/marbles.js';
import {
  baselineOf,
  connectionOf,
  endedOf,
  endEventOf,
  eventOf,
  runningOf,
  runOf,
  triggerOf,
} from '../support/builders.js';
import { letterOf, lettered } from '../support/lettered.js';
import { readOf, stageOf } from '../support/stage.js';
import { stepwise } from '../support/scriptedUser.js';

const start = startWatch(runOf(), triggerOf(), baselineOf(), 'all');
const ended = endedOf(5);
const run = runOf({ queueId: 'q1', trigger: triggerOf() });
const begun = {
  runId: 'r1',
  updates: [{ kind: 'triggered', connectionId: '7', at: triggerOf().at, attached: false }],
};

function followed(session: SyncSession, news: Observable<QueueNews>, watches = [start]): Observable<RunBatch> {
  return news.pipe(whatBelongsTo(session, watches), takeThroughEnd(session, run, watches));
}

const eachUpdate = flatten(({ updates }: RunBatch) => updates);

const NEWS = {
  e: readOf({ events: [eventOf()] }),
  E: readOf({ events: [endEventOf(ended)] }),
  r: readOf(),
  s: readOf({ events: [endEventOf(connectionOf())] }),
};

describe('takeThroughEnd', () => {
  it(
    'observes, ends, drains and concludes',
    marbles(({ hot, expectObservable }) => {
      const news = hot(' -e-e---E---r---r', NEWS);
      const updates = '  Te-e---(ED)----(O|)';
      const { session } = stageOf({ connections: { 7: runningOf() } }, { drainPolls: 2 });
      expectObservable(followed(session, news).pipe(eachUpdate, lettered())).toBe(updates);
    }),
  );

  it(
    'leaves queue and connection when its subscriber leaves',
    marbles(({ hot, expectObservable, expectSubscriptions, flush }) => {
      const news = hot('-e', NEWS);
      const { user, session } = stageOf({ connections: { 7: runningOf() }, lookMs: 50 });
      expectObservable(followed(session, news), '^-!');
      expectSubscriptions(news.subscriptions).toBe('^-!');
      flush();
      expect(user.calls).to.have.length(1);
      expect(user.calls[0]?.aborted).to.equal(true);
    }),
  );

  it(
    'looks at the connection at once when the queue hints at an end',
    marbles(({ hot, expectObservable }) => {
      const { user, session } = stageOf({ connections: { 7: stepwise('b---d', { b: connectionOf(), d: ended }) } });
      const news = hot('     ----s-r', NEWS);
      expectObservable(user.looks).toBe('l---l');
      expectObservable(followed(session, news).pipe(eachUpdate, lettered())).toBe('T---E-(O|)');
    }),
  );

  it(
    'reads the queue at once when the connection shows an end',
    marbles(({ hot, expectObservable }) => {
      const { session, wakes } = stageOf(
        { connections: { 7: stepwise('r---d', { r: runningOf(), d: ended }) } },
        { statusEveryMs: 4 },
      );
      expectObservable(wakes).toBe('----w');
      const news = hot('------r', NEWS);
      expectObservable(followed(session, news).pipe(eachUpdate, lettered())).toBe('T-----(O|)');
    }),
  );

  it(
    'needs no read of the queue when there is none',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageOf(
        { connections: { 7: stepwise('r---d', { r: runningOf(), d: ended }) } },
        { statusEveryMs: 4 },
      );
      const news = hot<{ kind: 'gone' }>('-g', { g: { kind: 'gone' } });
      expectObservable(followed(session, news).pipe(eachUpdate, lettered())).toBe('T---(O|)');
    }),
  );

  it(
    'errors when a look is refused',
    marbles(({ expectObservable }) => {
      const denied = new AccessDeniedError('read connection');
      const { session } = stageOf({ connections: { 7: denied } });
      expectObservable(followed(session, NEVER)).toBe('(t#)', { t: begun }, denied);
    }),
  );

  it(
    'errors with the queue',
    marbles(({ cold, expectObservable }) => {
      const { session } = stageOf({ connections: { 7: runningOf() } });
      expectObservable(followed(session, cold('--#')).pipe(eachUpdate, lettered())).toBe('T-#');
    }),
  );

  it(
    'ends at once when there is nothing to watch',
    marbles(({ expectObservable }) => {
      expectObservable(followed(stageOf().session, NEVER, [])).toBe('(b|)', { b: { runId: 'r1', updates: [] } });
    }),
  );

  it(
    'goes on by looks alone when the queue is read no more',
    marbles(({ expectObservable }) => {
      const connections = { 7: stepwise('r---d', { r: runningOf(), d: ended }) };
      const { session } = stageOf({ connections }, { statusEveryMs: 4, deadlineMs: 6 });
      expectObservable(followed(session, EMPTY).pipe(eachUpdate, lettered())).toBe('T-----(O|)');
    }),
  );

  it(
    'gives the outcome after the pause when the queue is read no more while it drains',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageOf({ connections: { 7: runningOf() } }, { drainPolls: 2, drainEveryMs: 5 });
      expectObservable(followed(session, hot('-E-|', NEWS)).pipe(eachUpdate, lettered())).toBe('T(ED)-(O|)');
      const late = followed(session, hot('-E------|', NEWS)).pipe(eachUpdate, lettered());
      expectObservable(late).toBe('T(ED)---(O|)');
    }),
  );

  it(
    'P5: tells with the batch, or without a word, that another queue has replaced the one of the run',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageOf({ connections: { 7: runningOf() } });
      const news = hot('-1-2-2', { 1: readOf(), 2: readOf({ queueId: 'q2' }) });
      expectObservable(followed(session, news), '^-----!').toBe('b--r', {
        b: begun,
        r: { runId: 'r1', updates: [], queueId: 'q2' },
      });
    }),
  );

  it(
    'tells what concerns the queue before what concerns a connection, in one batch',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageOf({ connections: { 7: runningOf() } });
      const news = hot('-g', { g: readOf({ gap: 'truncated', events: [eventOf()] }) });
      expectObservable(
        followed(session, news).pipe(map(({ updates }) => updates.map(letterOf).join(''))),
        '^----!',
      ).toBe('bg', {
        b: 'T',
        g: 'Ge',
      });
    }),
  );

  it(
    'looks a last time when its time is up, and at the first news after a sleep',
    marbles(({ hot, expectObservable, flush }) => {
      const awake = stageOf({ connections: { 7: runningOf() } }, { deadlineMs: 9 });
      expectObservable(followed(awake.session, NEVER).pipe(eachUpdate, lettered())).toBe('T--------(O|)');
      const { user, session } = stageOf({ connections: { 7: runningOf() } }, { deadlineMs: 9 });
      const asleep = { ...session, timeLeftMs: () => (session.timeLeftMs() > 6 ? session.timeLeftMs() : 0) };
      expectObservable(followed(asleep, hot('-r-r', NEWS)).pipe(eachUpdate, lettered())).toBe('T--(O|)');
      flush();
      expect(user.calls.map(({ deadlineMs }) => deadlineMs)).to.deep.equal([undefined, 2_000]);
    }),
  );

  it(
    'waits on when its timer fires too early',
    marbles(({ expectObservable }) => {
      const { user, session } = stageOf({ connections: { 7: runningOf() } });
      const left = () => (user.scheduler.now() === 0 ? 3 : Math.max(0, 7 - user.scheduler.now()));
      const updates = followed({ ...session, timeLeftMs: left }, NEVER).pipe(eachUpdate, lettered());
      expectObservable(updates).toBe('T------(O|)');
    }),
  );

  it('waits longer than a timer can', () => {
    const scheduler = new VirtualTimeScheduler();
    const { session } = stageOf({ scheduler, connections: { 7: NEVER } });
    const dueAt = LONGEST_TIMER_MS + 5;
    let endedAt = -1;
    followed({ ...session, timeLeftMs: () => Math.max(0, dueAt - scheduler.now()) }, NEVER).subscribe({
      error: () => (endedAt = scheduler.now()),
      complete: () => (endedAt = scheduler.now()),
    });
    scheduler.maxFrames = dueAt;
    scheduler.flush();
    expect(scheduler.now()).to.equal(dueAt);
    expect(endedAt).to.equal(-1); // the last look is under way
  });

  it(
    'makes what a rule of the caller throws the error of the stream',
    marbles(({ hot, expectObservable }) => {
      const isEndEvent = (): never => {
        throw new Error('rule');
      };
      const { session } = stageOf({ connections: { 7: runningOf() } }, { isEndEvent });
      expectObservable(followed(session, hot('-e', NEWS)).pipe(eachUpdate, lettered())).toBe(
        'T#',
        undefined,
        new Error('rule'),
      );
    }),
  );
});
