import { expect } from 'chai';
import fc from 'fast-check';
import {
  asyncScheduler,
  concatMap,
  concat,
  map,
  mergeMap,
  NEVER,
  type Observable,
  range,
  retry,
  type SchedulerLike,
  take,
  timer,
  of,
  VirtualTimeScheduler,
} from 'rxjs';
import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { CredentialsRefusedError } from '../../lib/errors/CredentialsRefusedError.js';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { NotFoundError } from '../../lib/errors/NotFoundError.js';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { UpstreamStatusError } from '../../lib/errors/UpstreamStatusError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import type { Outcome } from '../../lib/model/Outcome.js';
import type { SyncRun } from '../../lib/model/SyncRun.js';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';
import { flatten } from '../../lib/operators/flatten.js';
import type { QueueApi } from '../../lib/ports/QueueApi.js';
import { memoryJournal } from '../../lib/store/memoryJournal.js';
import { inSession } from '../../lib/sync/inSession.js';
import type { SyncOptions } from '../../lib/sync/options.js';
import { outcomes } from '../../lib/sync/outcomes.js';
import type { RunBatch } from '../../lib/sync/RunBatch.js';
import { syncAllConnections } from '../../lib/sync/syncAllConnections.js';
import { runSync, syncConnection } from '../../lib/sync/syncConnection.js';
import { marbles } from '../../lib/testing/marbles.js';
import {
  at,
  channelOf,
  connectionOf,
  endedOf,
  endEventOf,
  eventOf,
  runningOf,
  runOf,
  triggerOf,
} from '../support/builders.js';
import { lettered, letterOf } from '../support/lettered.js';
import { QUICK, quick } from '../support/quick.js';
import { destructive, scriptedUser, stepwise } from '../support/scriptedUser.js';
import { pageOf, PLAN, type Stage, stageOf } from '../support/stage.js';
import { syncStory } from '../support/syncStory.js';

const before = connectionOf();
const running = runningOf();
const done = endedOf(10);
const step = eventOf({ id: '21', createdAt: at(5) });
const end = endEventOf(done, { createdAt: at(10) });

/** The baseline at 0, running from 1, ended at 10; the queue announces it. */
const GOOD = {
  queue: stepwise('a---------b', { a: [], b: [end] }),
  connections: { 7: stepwise('br--------d', { b: before, r: running, d: done }) },
};

/** Gathers the outcomes of a stream into a list that is looked at when virtual time is over. */
function gathered(sync: Observable<SyncUpdate>): Outcome[] {
  const list: Outcome[] = [];
  sync.pipe(outcomes()).subscribe((outcome) => list.push(outcome));
  return list;
}

const results = (sync: Observable<SyncUpdate>) =>
  sync.pipe(
    outcomes(),
    map(({ result, evidence }) => `${result} ${evidence.rule}`),
  );

describe('syncConnection', () => {
  it(
    'triggers once and follows to the one outcome',
    marbles(({ expectObservable }) => {
      const POST = '    --t';
      const queue = '   p----p----p----p----p';
      const updates = ' --T--e----e----(ED)-(eO|)';
      const ended = endedOf(14);
      const { user, sync } = syncStory(
        {
          lookMs: 2,
          queue: stepwise('a---b----c----d----e', {
            a: [],
            b: [eventOf({ id: '1' })],
            c: [eventOf({ id: '1' }), eventOf({ id: '2' })],
            d: [eventOf({ id: '1' }), eventOf({ id: '2' }), endEventOf(ended)],
            e: [eventOf({ id: '1' }), eventOf({ id: '2' }), endEventOf(ended), eventOf({ id: '4' })],
          }),
          connections: { 7: stepwise('b-r-----------d', { b: before, r: running, d: ended }) },
        },
        { drainPolls: 1 },
      );
      expectObservable(user.posts).toBe(POST);
      expectObservable(user.reads).toBe(queue);
      expectObservable(sync.pipe(lettered())).toBe(updates);
    }),
  );

  it('does nothing before it is subscribed', () => {
    const { user } = syncStory(GOOD);
    expect(user.calls).to.deep.equal([]);
  });

  it('refuses nonsense at the call', () => {
    const user = scriptedUser();
    expect(() => syncConnection(user, { connectionId: '../8' })).to.throw(InvalidOptionError, 'connectionId');
    expect(() => syncConnection(user, { connectionId: '7' }, { deadlineMs: 0 })).to.throw('deadlineMs');
  });

  it(
    'proves its outcome by the end date and the event',
    marbles(({ flush }) => {
      const list = gathered(syncStory(GOOD).sync);
      flush();
      expect(list).to.deep.equal([
        {
          kind: 'outcome',
          connectionId: '7',
          result: 'succeeded',
          channels: [
            {
              channelId: '1',
              mode: 'REDIRECT',
              status: 'SUCCESS',
              fresh: true,
              unavailable: false,
              lastEndAt: at(10),
              whoMustAct: 'nobody',
            },
          ],
          hasFreshData: true,
          whoMustAct: 'nobody',
          evidence: {
            rule: 'endDate',
            observedIn: 'queue',
            status: 'SUCCESS',
            triggeredAt: at(0),
            attached: false,
            event: { id: '30', type: 'SYNC_ALL_SUCCESS', createdAt: at(10) },
            endDates: [{ channelId: '1', before: channelOf().lastEndAt, after: at(10) }],
          },
        },
      ]);
    }),
  );

  describe('triggering', () => {
    it(
      'T1: gives two subscribers one POST and the same updates',
      marbles(({ expectObservable, flush }) => {
        const { user, sync } = syncStory(GOOD);
        expectObservable(user.posts).toBe('t');
        expectObservable(sync.pipe(lettered())).toBe('T---------(EO|)');
        expectObservable(sync.pipe(lettered())).toBe('T---------(EO|)');
        flush();
        expect(user.count('t')).to.equal(1);
      }),
    );

    it(
      'T1: gives two Observables of one connection one POST',
      marbles(({ expectObservable, flush }) => {
        const user = scriptedUser(GOOD);
        for (const sync of [1, 2].map(() => syncConnection(user, { connectionId: '7' }, QUICK)))
          expectObservable(sync.pipe(lettered())).toBe('T---------(EO|)');
        flush();
        expect(user.count('t')).to.equal(1);
      }),
    );

    it(
      'G6: gives 100 subscribers one POST, whenever they come',
      marbles(({ flush }) => {
        const { user, sync } = syncStory(GOOD);
        const told: string[] = [];
        range(0, 100)
          .pipe(mergeMap((n) => timer(n).pipe(mergeMap(() => sync.pipe(lettered()), 1)), 100))
          .subscribe((letter) => told.push(letter));
        flush();
        expect(told.filter((letter) => letter === 'O')).to.have.length(100);
        expect(user.count('t')).to.equal(1);
      }),
    );

    it(
      'T2: replays what was told to who subscribes late, and tells it again after the end',
      marbles(({ expectObservable, flush }) => {
        const { user, sync } = syncStory({
          ...GOOD,
          queue: stepwise('a----b----c', { a: [], b: [step], c: [step, end] }),
        });
        const late = '         ------^';
        const after = '        --------------------^';
        expectObservable(sync.pipe(lettered())).toBe('       T----e----(EO|)');
        expectObservable(sync.pipe(lettered()), late).toBe('------(Te)(EO|)');
        expectObservable(sync.pipe(lettered()), after).toBe('--------------------(TeEO|)');
        flush();
        expect(user.count('t')).to.equal(1);
      }),
    );

    it(
      'T3: looks instead of posting again when the answer to the POST got lost',
      marbles(({ expectObservable, flush }) => {
        const { user, sync } = syncStory(
          { ...GOOD, triggers: [new UpstreamTimeoutError('trigger sync', 3)] },
          { statusEveryMs: 10, chainGraceMs: 10 },
        );
        expectObservable(sync.pipe(lettered())).toBe('----------(TE)------(O|)');
        flush();
        expect(user.count('t')).to.equal(1);
      }),
    );

    it(
      'T3: says notStarted when nothing moved after a POST that got lost',
      marbles(({ expectObservable, flush }) => {
        const lost = [new UpstreamStatusError('trigger sync', 502, undefined)];
        const { user, sync } = syncStory(
          { connections: { 7: before }, triggers: lost },
          { statusEveryMs: 10, startGraceMs: 30 },
        );
        expectObservable(results(sync)).toBe('30ms (r|)', { r: 'notStarted nothingMoved' });
        flush();
        expect(user.count('t')).to.equal(1);
      }),
    );

    it(
      'T4: takes an accepted POST without a Date for triggered when the baseline was read',
      marbles(({ expectObservable }) => {
        const { sync } = syncStory({
          ...GOOD,
          isDateless: true,
          connections: {
            7: stepwise('br--------d', {
              b: before,
              r: running,
              d: endedOf(Date.now(), 'SUCCESS'),
            }),
          },
        });
        expectObservable(results(sync)).toBe('----------(r|)', { r: 'succeeded endDate' });
      }),
    );

    it(
      'T5: attaches to the sync that upstream says is running already',
      marbles(({ expectObservable, flush }) => {
        const { sync } = syncStory({ ...GOOD, triggers: [{ kind: 'alreadyRunning' }] });
        const list = gathered(sync);
        expectObservable(sync.pipe(lettered())).toBe('T---------(EO|)');
        flush();
        expect(list[0]?.evidence.attached).to.equal(true);
      }),
    );

    it(
      'T6: posts again only after the wish of a 429, and tells the repetition',
      marbles(({ expectObservable }) => {
        const { user, sync } = syncStory({ ...GOOD, triggers: [new RateLimitedError('trigger sync', 4), {}] });
        expectObservable(user.posts).toBe('          t---t');
        expectObservable(sync.pipe(lettered())).toBe('R---T-----(EO|)');
      }),
    );

    it(
      'T6: says notStarted when upstream refuses until the deadline',
      marbles(({ expectObservable }) => {
        const { sync } = syncStory(
          { ...GOOD, triggers: [new RateLimitedError('trigger sync', 40)] },
          { deadlineMs: 100 },
        );
        expectObservable(sync.pipe(lettered())).toBe('R 39ms R 39ms (O|)');
      }),
    );

    it(
      'T9: ends a LIST_ACCOUNTS sync at its account lists when that is what was asked for',
      marbles(({ flush }) => {
        const { sync } = syncStory(
          {
            queue: stepwise('a----b----c', { a: [], b: [listed('1', '5')], c: [listed('1', '5'), listed('2', '6')] }),
            connections: { 7: stepwise('br', { b: twoChannels(), r: twoRunning() }) },
            accounts: [{ id: '5' }],
          },
          {},
          { type: 'LIST_ACCOUNTS', until: 'list' },
        );
        const list = gathered(sync);
        flush();
        expect(list).to.have.length(1);
        expect(list[0]).to.deep.include({ result: 'succeeded', newAccountIds: ['6'] });
        expect(list[0]?.accounts).to.deep.equal([{ id: '5' }, { id: '6' }]);
        expect(list[0]?.evidence.rule).to.equal('accountList');
      }),
    );

    it(
      'T9: follows a LIST_ACCOUNTS sync past its lists to the end of the ALL sync',
      marbles(({ expectObservable, flush }) => {
        const lists = [listed('1', '5'), listed('2', '6')];
        const ended = connectionOf({ channels: twoChannels(12_000).channels });
        const { sync } = syncStory(
          {
            queue: stepwise('a 4999ms b 4999ms c', {
              a: [],
              b: lists,
              c: [...lists, endEventOf(ended, { createdAt: at(12_000) })],
            }),
            connections: { 7: stepwise('br 9998ms d', { b: twoChannels(), r: twoRunning(), d: ended }) },
          },
          { pollEveryMs: 1_000, maxDetectionLagMs: 1_000, deadlineMs: 60_000 },
          { type: 'LIST_ACCOUNTS' },
        );
        const list = gathered(sync);
        expectObservable(sync.pipe(lettered())).toBe('T 4999ms (ee) 4996ms (EO|)');
        flush();
        expect(list[0]).to.deep.include({ result: 'succeeded', newAccountIds: ['5', '6'] });
      }),
    );

    it(
      'T10: aborts the POST when it is left, and looks instead of posting when it is subscribed again',
      marbles(({ expectObservable, flush }) => {
        const { user, sync } = syncStory({ ...GOOD, postMs: 4 }, { statusEveryMs: 10, chainGraceMs: 10 });
        const first = '         ^-!';
        const second = '        ----^';
        expectObservable(sync.pipe(lettered()), first).toBe('---');
        expectObservable(sync.pipe(lettered()), second).toBe('----T---------E---------(O|)');
        flush();
        expect(user.count('t')).to.equal(1);
        expect(user.calls.find(({ operation }) => operation === 't')?.aborted).to.equal(true);
      }),
    );

    it(
      'T11: leaves a connection alone that needs its user while nobody is there',
      marbles(({ expectObservable, flush }) => {
        const waiting = connectionOf({ status: 'FAILED', channels: [channelOf({ status: 'CHALLENGE_REQUIRED' })] });
        const { user, sync } = syncStory({ connections: { 7: waiting } }, {}, { unattended: true });
        expectObservable(results(sync)).toBe('(r|)', { r: 'actionRequired unattended' });
        flush();
        expect(user.count('t')).to.equal(0);
      }),
    );

    it(
      'T11: triggers that connection when the user asks for it',
      marbles(({ flush }) => {
        const waiting = connectionOf({ status: 'FAILED', channels: [channelOf({ status: 'CHALLENGE_REQUIRED' })] });
        const { user, sync } = syncStory({ connections: { 7: waiting } });
        sync.pipe(take(1)).subscribe();
        flush();
        expect(user.count('t')).to.equal(1);
      }),
    );

    it(
      'makes of retry(3) around the stream one POST and one outcome',
      marbles(({ expectObservable, flush }) => {
        const refused = new CredentialsRefusedError(400, 'invalid_grant');
        const { user, sync } = syncStory(
          {
            ...GOOD,
            connections: {
              7: stepwise('brxr------d', { b: before, r: running, x: refused, d: done }),
            },
          },
          { statusEveryMs: 2 },
        );
        expectObservable(sync.pipe(retry({ count: 3, delay: 1 }), lettered())).toBe('T--T-------(EO|)');
        flush();
        expect(user.count('t')).to.equal(1);
      }),
    );

    it(
      'gives the outcome at once, without a POST, for a connection that never syncs, is closed or is not known',
      marbles(({ expectObservable, flush }) => {
        const cases = [
          [connectionOf({ status: 'NONE' }), 'notApplicable manual'],
          [connectionOf({ status: 'CLOSED' }), 'gone closed'],
          [undefined, 'gone closed'],
        ] as const;
        const users = cases.map(([connection, result]) => {
          const { user, sync } = syncStory({ connections: { 7: connection } });
          expectObservable(results(sync)).toBe('(r|)', { r: result });
          return user;
        });
        flush();
        expect(users.map((user) => user.count('t'))).to.deep.equal([0, 0, 0]);
      }),
    );

    it(
      'ends as gone when the connection vanishes just before its POST',
      marbles(({ expectObservable }) => {
        const { sync } = syncStory({
          ...GOOD,
          connections: { 7: stepwise('b----n', { b: before, n: undefined }) },
          triggers: [notFound()],
          postMs: 6,
        });
        expectObservable(results(sync)).toBe('------(r|)', { r: 'gone closed' });
      }),
    );

    it(
      'errors when the POST is forbidden, and may be begun anew',
      marbles(({ expectObservable, flush }) => {
        const denied = new AccessDeniedError('trigger sync');
        const { user, sync } = syncStory({
          ...GOOD,
          connections: { 7: stepwise('b---r-----d', { b: before, r: running, d: done }) },
          triggers: [denied, {}],
        });
        const again = '        --^';
        expectObservable(sync.pipe(lettered())).toBe('#', {}, denied);
        expectObservable(sync.pipe(lettered()), again).toBe('--T---------(EO|)');
        flush();
        expect(user.count('t')).to.equal(2);
      }),
    );
  });

  describe('polling', () => {
    it(
      'P1: never has two reads of a queue under way, however slow they are',
      marbles(({ expectObservable, flush }) => {
        const { user, sync } = syncStory({
          readMs: 20,
          queue: stepwise('a 49ms b', { a: [], b: [end] }),
          connections: { 7: stepwise('b 29ms r 19ms d', { b: before, r: running, d: done }) },
        });
        expectObservable(user.reads).toBe('            p 24ms p 24ms p');
        expectObservable(sync.pipe(lettered())).toBe('20ms T 49ms (EO|)');
        flush();
        expect(user.mostAtOnce('p')).to.equal(1);
      }),
    );

    it(
      'P5: replaces a queue that vanished, tells the gap, and lets the connection decide',
      marbles(({ expectObservable, flush }) => {
        const { user, sync } = syncStory(
          {
            queue: (now, queueId) => (queueId === 'q1' && now >= 5 ? notFound() : []),
            connections: { 7: stepwise('br--------d', { b: before, r: running, d: done }) },
          },
          { statusEveryMs: 10 },
        );
        expectObservable(sync.pipe(lettered())).toBe('T----G----(O|)');
        flush();
        expect(user.count('q')).to.equal(2);
      }),
    );

    it(
      'P6: tells that the tail of the queue vanished, and lets the connection decide',
      marbles(({ expectObservable, flush }) => {
        const [a, b] = [eventOf({ id: '1' }), eventOf({ id: '2' })];
        const { user, sync } = syncStory(
          {
            queue: stepwise('-----m----n', { m: [a, b], n: [a] }),
            connections: { 7: stepwise('br--------d', { b: before, r: running, d: done }) },
          },
          { statusEveryMs: 10 },
        );
        expectObservable(sync.pipe(lettered())).toBe('T---------(GO|)');
        flush();
        expect(user.counters.get('gap_total')).to.equal(1);
      }),
    );

    it(
      'P7: loses nothing when reading forgets what was read, not even what comes while the POST is made',
      marbles(({ expectObservable }) => {
        const queue = stepwise('a-b-------c', { a: [], b: [step], c: [step, end] });
        const script = { connections: GOOD.connections, postMs: 6 };
        const expected = '------(Te)(EO|)';
        for (const read of [queue, destructive(queue)])
          expectObservable(syncStory({ ...script, queue: read }).sync.pipe(lettered())).toBe(expected);
      }),
    );

    it(
      'P9: finds the end although somebody else empties the same queue',
      marbles(({ expectObservable }) => {
        const { sync } = syncStory({ connections: GOOD.connections, queue: [] }, { statusEveryMs: 10 });
        expectObservable(results(sync)).toBe('----------(r|)', { r: 'succeeded endDate' });
      }),
    );

    it(
      'P14: makes one read after the machine slept, not the ones it missed, and finds the end',
      marbles(({ expectObservable }) => {
        const clock = sleepingClock(7, HOUR_MS);
        const ended = endedOf(1_000);
        const { user, sync } = syncStory({
          scheduler: clock,
          queue: (now) => (now >= 1_000 ? [endEventOf(ended)] : []),
          connections: { 7: (now) => (now === 0 ? before : now >= 1_000 ? ended : running) },
        });
        expectObservable(user.reads).toBe('         p----p----p');
        expectObservable(sync.pipe(lettered())).toBe('T---------(EO|)');
      }),
    );

    it(
      'P14: judges the deadline anew after the machine slept',
      marbles(({ expectObservable }) => {
        const clock = sleepingClock(7, HOUR_MS);
        const { sync } = syncStory({
          scheduler: clock,
          connections: { 7: (now) => (now === 0 ? before : running) },
        });
        expectObservable(results(sync)).toBe('----------(r|)', { r: 'timedOut deadline' });
      }),
    );
  });

  describe('telling the end', () => {
    const oldEnd = endEventOf(endedOf(-60_000), { id: '9', createdAt: at(-60_000) });

    it(
      'E1: ignores the terminal of an old sync that is still queued',
      marbles(({ expectObservable, flush }) => {
        const { user, sync } = syncStory({
          ...GOOD,
          queue: stepwise('a---------b', { a: [oldEnd], b: [oldEnd, end] }),
        });
        expectObservable(sync.pipe(lettered())).toBe('T---------(EO|)');
        flush();
        expect(user.count('t')).to.equal(1);
      }),
    );

    it(
      'E1: ignores a queued terminal without a date, because it was there before the trigger',
      marbles(({ expectObservable }) => {
        const { createdAt, ...undated } = oldEnd;
        expect(createdAt).to.not.equal(undefined);
        const { sync } = syncStory({
          ...GOOD,
          queue: stepwise('a----c----b', { a: [undated], c: [undated, step], b: [undated, step, end] }),
        });
        expectObservable(sync.pipe(lettered())).toBe('T----e----(EO|)');
      }),
    );

    it(
      'E1: ignores the terminal of an old sync that comes late to the queue, and counts it',
      marbles(({ expectObservable, flush }) => {
        const { user, sync } = syncStory({
          ...GOOD,
          queue: stepwise('a----c----b', { a: [], c: [oldEnd], b: [oldEnd, end] }),
        });
        expectObservable(sync.pipe(lettered())).toBe('T---------(EO|)');
        flush();
        expect(user.counters.get('stale_terminal_ignored_total')).to.equal(1);
      }),
    );

    it(
      'E1: ignores an end within the second before the trigger that the baseline had already',
      marbles(({ expectObservable }) => {
        const { sync } = syncStory(
          {
            queue: GOOD.queue,
            connections: { 7: stepwise('b-------------d', { b: endedOf(-500), d: endedOf(14) }) },
          },
          { statusEveryMs: 7 },
        );
        expectObservable(results(sync)).toBe('----------(r|)', { r: 'succeeded endDate' });
      }),
    );

    it(
      'E2: waits on when a sync from before the trigger ends after it',
      marbles(({ expectObservable }) => {
        const stale = endEventOf(endedOf(-5_000), { id: '9', createdAt: at(4) });
        const { user, sync } = syncStory({
          ...GOOD,
          queue: stepwise('a----c----b', { a: [], c: [stale], b: [stale, end] }),
        });
        expectObservable(user.looks).toBe('(ll)-l');
        expectObservable(sync.pipe(lettered())).toBe('T----E----(EO|)');
      }),
    );

    it(
      'E2: takes an end in the second before the trigger for fresh, because clocks are read in whole seconds',
      marbles(({ expectObservable }) => {
        const { sync } = syncStory({
          ...GOOD,
          triggers: [{ at: at(1_000) }],
          queue: stepwise('a---------b', { a: [], b: [endEventOf(endedOf(0), { createdAt: at(0) })] }),
        });
        expectObservable(results(sync)).toBe('----------(r|)', { r: 'succeeded endDate' });
      }),
    );

    it(
      'E3: ignores the terminal of another connection',
      marbles(({ expectObservable }) => {
        const foreign = endEventOf(endedOf(5, 'SUCCESS', { id: '8' }), { id: '9' });
        const { sync } = syncStory({
          ...GOOD,
          queue: stepwise('a----c----b', { a: [], c: [foreign], b: [foreign, end] }),
        });
        expectObservable(sync.pipe(lettered())).toBe('T---------(EO|)');
      }),
    );

    it(
      'E2: believes no old success on a lagging connection after an event that says RUNNING',
      marbles(({ expectObservable }) => {
        const failed = connectionOf({
          status: 'FAILED',
          channels: [channelOf({ status: 'FAILED', lastEndAt: at(55) })],
        });
        const started = eventOf({ id: 's', type: 'SYNC_STARTED', createdAt: at(3), connection: running });
        const { sync } = syncStory(
          {
            connections: { 7: stepwise('b 59ms d', { b: before, d: failed }) },
            queue: stepwise('a----b', { a: [], b: [started] }),
          },
          { statusEveryMs: 10, pollEveryMs: 5, maxDetectionLagMs: 5 },
        );
        expectObservable(results(sync)).toBe('60ms (r|)', { r: 'failed endDate' });
      }),
    );

    it(
      'E9: waits for the channel that begins only after the other has ended',
      marbles(({ expectObservable }) => {
        const channels = (first: number, second: Partial<Parameters<typeof channelOf>[0]>) => [
          channelOf({ lastEndAt: at(first) }),
          channelOf({ id: '2', ...second }),
        ];
        const idle = connectionOf({ channels: channels(-1_000, {}) });
        const one = connectionOf({ channels: channels(10, {}) });
        const other = connectionOf({ status: 'RUNNING', channels: channels(10, { status: 'RUNNING' }) });
        const both = connectionOf({
          status: 'FAILED',
          channels: channels(10, { status: 'TOKEN_EXPIRED', lastEndAt: at(60) }),
        });
        const { sync } = syncStory(
          { connections: { 7: stepwise('i 9ms o 19ms r 29ms d', { i: idle, o: one, r: other, d: both }) } },
          { statusEveryMs: 5, chainGraceMs: 30 },
        );
        expectObservable(results(sync)).toBe('60ms (r|)', { r: 'actionRequired endDate' });
      }),
    );

    const FAILURES = [
      ['whose end date moved', channelOf({ status: 'FAILED', lastEndAt: at(9) }), 'failed endDate', '----------(r|)'],
      ['whose end date stayed', channelOf({ status: 'FAILED' }), 'failed runningSeen', '--------------------(r|)'],
    ] as const;
    for (const [title, channel, result, marble] of FAILURES) {
      it(
        `E4: finds a failure that no event announces, ${title}`,
        marbles(({ expectObservable, flush }) => {
          const failed = connectionOf({ status: 'FAILED', channels: [channel] });
          const { sync } = syncStory(
            { connections: { 7: stepwise('br-------d', { b: before, r: running, d: failed }) } },
            { statusEveryMs: 5, chainGraceMs: 10 },
          );
          const list = gathered(sync);
          expectObservable(results(sync)).toBe(marble, { r: result });
          flush();
          expect(list[0]).to.deep.include({ hasFreshData: false, whoMustAct: 'aggregator' });
        }),
      );
    }

    it(
      'E4: finds a failure so quick that RUNNING was never seen, by its changed status',
      marbles(({ expectObservable }) => {
        const failed = connectionOf({ status: 'FAILED', channels: [channelOf({ status: 'FAILED' })] });
        const { sync } = syncStory(
          { connections: { 7: stepwise('bd', { b: before, d: failed }) } },
          { statusEveryMs: 10, chainGraceMs: 20 },
        );
        expectObservable(results(sync)).toBe('30ms (r|)', { r: 'failed statusChanged' });
      }),
    );

    it(
      'E4: finds a failure like the one before it, by the event',
      marbles(({ expectObservable }) => {
        const failed = connectionOf({ status: 'FAILED', channels: [channelOf({ status: 'FAILED' })] });
        const { sync } = syncStory(
          { connections: { 7: failed }, queue: stepwise('a----b', { a: [], b: [step] }) },
          { statusEveryMs: 10, chainGraceMs: 20, startGraceMs: 50 },
        );
        expectObservable(results(sync)).toBe('55ms (r|)', { r: 'failed event' });
      }),
    );

    it(
      'E4: takes no progress of this sync for the end of one that had failed before it',
      marbles(({ expectObservable }) => {
        const failed = connectionOf({ status: 'FAILED', channels: [channelOf({ status: 'FAILED' })] });
        const { sync } = syncStory({
          queue: stepwise('a----b----c', { a: [], b: [step], c: [step, end] }),
          connections: { 7: stepwise('b--r------d', { b: failed, r: running, d: done }) },
        });
        expectObservable(sync.pipe(lettered())).toBe('T----e----(EO|)');
      }),
    );

    it(
      'E2: waits while the connection is RUNNING, although upstream takes its end date away meanwhile',
      marbles(({ expectObservable }) => {
        const dateless = runningOf({ channels: [{ id: '1', status: 'RUNNING', unavailable: false }] });
        const { sync } = syncStory(
          { connections: { 7: stepwise('b--r----------d', { b: before, r: dateless, d: endedOf(14) }) } },
          { statusEveryMs: 5 },
        );
        expectObservable(results(sync)).toBe('---------------(r|)', { r: 'succeeded endDate' });
      }),
    );

    it(
      'E5: reads the result from the status, not from the name of the event',
      marbles(({ expectObservable }) => {
        const cases = [
          ['SUCCESS', 'succeeded'],
          ['PARTIAL_SUCCESS', 'partial'],
          ['FAILED', 'failed'],
        ] as const;
        for (const [status, result] of cases) {
          const ended = endedOf(10, status);
          const { sync } = syncStory({
            queue: stepwise('a---------b', { a: [], b: [endEventOf(ended)] }),
            connections: { 7: stepwise('br--------d', { b: before, r: running, d: ended }) },
          });
          expectObservable(results(sync)).toBe('----------(r|)', { r: `${result} endDate` });
        }
      }),
    );

    for (const status of [
      'CHALLENGE_REQUIRED',
      'TOKEN_EXPIRED',
      'PASSWORD_CHANGE_REQUIRED',
      'USER_ACTION_REQUIRED',
      'AUTH_FAILED',
    ]) {
      it(
        `E6: asks for the user on ${status}, and says that the other channel brought data`,
        marbles(({ flush }) => {
          const ended = connectionOf({
            status: 'PARTIAL_SUCCESS',
            channels: [channelOf({ lastEndAt: at(9) }), channelOf({ id: '2', status, lastEndAt: at(10) })],
          });
          const { user, sync } = syncStory({
            queue: stepwise('a---------b', { a: [], b: [endEventOf(ended)] }),
            connections: { 7: stepwise('br--------d', { b: twoChannels(), r: twoRunning(), d: ended }) },
          });
          const list = gathered(sync);
          flush();
          expect(list).to.have.length(1);
          expect(list[0]).to.deep.include({ result: 'actionRequired', whoMustAct: 'user', hasFreshData: true });
          expect(list[0]?.channels.map(({ whoMustAct }) => whoMustAct)).to.deep.equal(['nobody', 'user']);
          expect(user.count('t')).to.equal(1);
        }),
      );
    }

    it(
      'E7: times out at the deadline, and not before, while events keep coming',
      marbles(({ expectObservable, flush }) => {
        const { user, sync } = syncStory(
          {
            queue: (now) => Array.from({ length: Math.floor(now / 20) }, (_, n) => eventOf({ id: String(n) })),
            connections: { 7: stepwise('br', { b: before, r: running }) },
          },
          { deadlineMs: 50 },
        );
        const list = gathered(sync);
        expectObservable(sync.pipe(lettered())).toBe('T 19ms e 19ms e 9ms (O|)');
        flush();
        expect(list[0]).to.deep.include({ result: 'timedOut', whoMustAct: 'nobody' });
        expect(list[0]?.evidence).to.deep.include({ rule: 'deadline', status: 'RUNNING' });
        expect(user.count('t')).to.equal(1);
      }),
    );

    it(
      'E7: never takes silence for the end while the connection is RUNNING',
      marbles(({ expectObservable }) => {
        const { sync } = syncStory(
          { connections: { 7: stepwise('br', { b: before, r: running }) } },
          { startGraceMs: 20, statusEveryMs: 5, deadlineMs: 300 },
        );
        expectObservable(results(sync)).toBe('300ms (r|)', { r: 'timedOut deadline' });
      }),
    );

    it(
      'E7: joins the job that timed out when it is asked for again',
      marbles(({ flush }) => {
        const user = scriptedUser({
          connections: { 7: stepwise('br 98ms d', { b: before, r: running, d: endedOf(100) }) },
        });
        const options = { ...QUICK, deadlineMs: 50, statusEveryMs: 10, chainGraceMs: 10 };
        const sync = () => syncConnection(user, { connectionId: '7' }, options);
        const list = gathered(concat(sync(), timer(20).pipe(concatMap(sync))));
        flush();
        expect(list.map(({ result }) => result)).to.deep.equal(['timedOut', 'succeeded']);
        expect(list[1]?.evidence.attached).to.equal(true);
        expect(user.count('t')).to.equal(1);
      }),
    );

    it(
      'E8: gives one outcome, and nothing after it, for a terminal that comes twice',
      marbles(({ expectObservable }) => {
        const again = { ...end, id: '31' };
        const both = stepwise('a---------b', { a: [], b: [end, again] });
        const late = stepwise('a---------b----c', { a: [], b: [end], c: [end, again] });
        expectObservable(syncStory({ ...GOOD, queue: both }).sync.pipe(lettered())).toBe('T---------(EEO|)');
        expectObservable(syncStory({ ...GOOD, queue: late }).sync.pipe(lettered())).toBe('T---------(EO|)');
        expectObservable(syncStory({ ...GOOD, queue: late }, { drainPolls: 2 }).sync.pipe(lettered())).toBe(
          'T---------(ED)-e----(O|)',
        );
      }),
    );

    it(
      'E9: waits for the channel that lags behind',
      marbles(({ expectObservable }) => {
        const half = connectionOf({
          status: 'RUNNING',
          channels: [channelOf({ lastEndAt: at(4) }), channelOf({ id: '2', status: 'RUNNING' })],
        });
        const whole = connectionOf({
          channels: [channelOf({ lastEndAt: at(4) }), channelOf({ id: '2', lastEndAt: at(10) })],
        });
        const first = endEventOf(half, { id: '30' });
        const second = endEventOf(whole, { id: '31' });
        const { sync } = syncStory({
          queue: stepwise('a----b----c', { a: [], b: [first], c: [first, second] }),
          connections: { 7: stepwise('br---h----d', { b: twoChannels(), r: twoRunning(), h: half, d: whole }) },
        });
        expectObservable(sync.pipe(lettered())).toBe('T----E----(EO|)');
      }),
    );

    it(
      'E10: ends as gone when the connection is deleted meanwhile',
      marbles(({ expectObservable, flush }) => {
        const { sync } = syncStory(
          { connections: { 7: stepwise('br-------x', { b: before, r: running, x: undefined }) } },
          { statusEveryMs: 10 },
        );
        const list = gathered(sync);
        expectObservable(results(sync)).toBe('----------(r|)', { r: 'gone closed' });
        flush();
        expect(list[0]).to.deep.include({ whoMustAct: 'integrator', hasFreshData: false });
      }),
    );

    it(
      'E11: joins after a restart, with the old baseline, every update and no second POST',
      marbles(({ expectObservable, flush }) => {
        const journal = memoryJournal();
        const script = { ...GOOD, journal, queue: stepwise('a----b----c', { a: [], b: [step], c: [step, end] }) };
        const [old, young] = [syncStory(script), syncStory(script)];
        const killed = '       ^------!';
        const restarted = '    --------^';
        expectObservable(old.sync.pipe(lettered()), killed).toBe('T----e--');
        expectObservable(young.sync.pipe(lettered()), restarted).toBe('--------(Te)-(EO|)');
        flush();
        expect([old.user.count('t'), young.user.count('t')]).to.deep.equal([1, 0]);
      }),
    );

    it(
      'E11: joins after a crash between journal and POST, and says notStarted when nothing moves',
      marbles(({ expectObservable, flush }) => {
        const journal = memoryJournal();
        const script = { journal, connections: { 7: before } };
        const options = { statusEveryMs: 10, startGraceMs: 30 };
        const old = syncStory({ ...script, triggers: [NEVER] }, options);
        const young = syncStory(script, options);
        const killed = '        ^-!';
        const restarted = '     ----^';
        expectObservable(old.sync, killed).toBe('---');
        expectObservable(results(young.sync), restarted).toBe('34ms (r|)', { r: 'notStarted nothingMoved' });
        flush();
        expect(young.user.count('t')).to.equal(0);
      }),
    );

    it(
      'E12: triggers nothing when the queue cannot be read',
      marbles(({ flush }) => {
        const down = new UpstreamTimeoutError('read queue', 1);
        const { user, sync } = syncStory({ ...GOOD, queue: down }, { retryAttempts: 2 });
        const told: string[] = [];
        sync.pipe(lettered()).subscribe({ next: (letter) => told.push(letter), error: () => told.push('#') });
        flush();
        expect(told).to.deep.equal(['R', 'R', '#']);
        expect(user.count('t')).to.equal(0);
      }),
    );

    it(
      'E12: triggers nothing when the connection cannot be read',
      marbles(({ flush }) => {
        const down = new UpstreamStatusError('read connection', 503, undefined);
        const { user, sync } = syncStory({ connections: { 7: down } }, { retryAttempts: 2 });
        const told: string[] = [];
        sync.pipe(lettered()).subscribe({ next: (letter) => told.push(letter), error: () => told.push('#') });
        flush();
        expect(told).to.deep.equal(['R', 'R', '#']);
        expect(user.count('t')).to.equal(0);
      }),
    );

    it(
      'E13: joins the nightly sync that is under way instead of triggering another',
      marbles(({ expectObservable, flush }) => {
        const { user, sync } = syncStory({
          queue: GOOD.queue,
          connections: { 7: stepwise('r---------d', { r: running, d: done }) },
        });
        const list = gathered(sync);
        expectObservable(sync.pipe(lettered())).toBe('T---------(EO|)');
        flush();
        expect(user.count('t')).to.equal(0);
        expect(list[0]?.evidence.attached).to.equal(true);
        expect(list[0]).to.deep.include({ result: 'succeeded', hasFreshData: true });
      }),
    );
  });
});

const one = eventOf({ id: '1' });
const two = eventOf({ id: '2' });
const fifth = endEventOf(endedOf(5), { id: '3' });
const late = eventOf({ id: '4' });

const eachUpdate = flatten(({ updates }: RunBatch) => updates);
const letters = (updates: Observable<SyncUpdate>) => updates.pipe(lettered());

function runBatches(user: QueueApi, settings: Required<SyncOptions>, known?: SyncRun): Observable<RunBatch> {
  const start = { operation: 'sync', queueId: known?.queueId, known, isProgress: () => true } as const;
  return inSession(user, PLAN, settings, start, runSync);
}

function run(user: QueueApi, settings: Required<SyncOptions>, known?: SyncRun): Observable<SyncUpdate> {
  return runBatches(user, settings, known).pipe(eachUpdate);
}

/** A stage whose run is in the journal already. */
function journalled(...of: Parameters<typeof stageOf>): Stage {
  const stage = stageOf(...of);
  const { known = runOf() } = of[2] ?? {};
  stage.user.journal.begin(known, new Date(0)).subscribe();
  return stage;
}

describe('runSync', () => {
  it(
    'runs from the first reading of the queue to the outcome',
    marbles(({ expectObservable }) => {
      const queue = '   p----p----p----p';
      const updates = ' --T--e----e----(EO|)';
      const ended = endedOf(14);
      const user = scriptedUser({
        lookMs: 2,
        queue: stepwise('a----b----c----d', { a: [], b: [one], c: [one, two], d: [one, two, endEventOf(ended)] }),
        connections: { 7: stepwise('b-r', { b: before, r: running }) },
      });
      expectObservable(user.reads).toBe(queue);
      expectObservable(letters(run(user, quick()))).toBe(updates);
    }),
  );

  it(
    'E11: takes up a known run, reading its queue until its own deadline',
    marbles(({ expectObservable, flush }) => {
      const user = scriptedUser({ connections: { 7: running } });
      const known = runOf({ queueId: 'q9', trigger: triggerOf(), expiresAt: new Date(30) });
      user.journal.begin(known, new Date(0)).subscribe();
      expectObservable(letters(run(user, quick(), known))).toBe('T 29ms (O|)');
      flush();
      expect(new Set(user.calls.map(({ target }) => target))).to.deep.equal(new Set(['q9', '7']));
      expect(user.count('t')).to.equal(0);
    }),
  );

  it(
    'E11: tells with each update under which run the journal keeps it, and none for what it does not keep',
    marbles(({ expectObservable }) => {
      const user = scriptedUser({ connections: { 7: stepwise('b', { b: before }) } });
      const ids = runBatches(user, quick({ startGraceMs: 5, statusEveryMs: 5 })).pipe(
        map(({ runId, updates }) => `${String(runId)} ${updates.map(letterOf).join('')}`),
      );
      const run = '0'.repeat(24);
      expectObservable(ids).toBe('(bt)-(o|)', { b: `${run} `, t: `${run} T`, o: `${run} O` });
      const settled = runBatches(scriptedUser(), quick()).pipe(map(({ runId }) => runId));
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

  it(
    'tells the run from its trigger to its last outcome',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const pages = [[], [one], [one, two], [one, two, fifth], [one, two, fifth, late]];
      const ticks = hot('p---p---p---p---p');
      const subs = '     ^---------------!';
      const updates = '  T---e---e---(ED)(eO|)';
      const paged = ticks.pipe(map((_, read) => pageOf({ events: pages[read] ?? [] })));
      const known = runOf({ trigger: triggerOf() });
      const { session } = journalled({ connections: { 7: runningOf() } }, { drainPolls: 1 }, { known, ticks: paged });
      expectObservable(runSync(session).pipe(eachUpdate, lettered())).toBe(updates);
      expectSubscriptions(ticks.subscriptions).toBe(subs);
    }),
  );

  it(
    'E11: tells first what the journal has told already, and triggered no second time',
    marbles(({ expectObservable }) => {
      const updates: SyncUpdate[] = [
        { kind: 'triggered', connectionId: '7', at: at(0), attached: false },
        { kind: 'event', event: one, late: false, connectionId: '7' },
      ];
      const known = runOf({ trigger: triggerOf(), updates, seen: ['1'] });
      const ticks = concat(of(pageOf({ events: [one, fifth] })), NEVER);
      const { session } = journalled({ connections: { 7: runningOf() } }, {}, { known, ticks });
      expectObservable(runSync(session).pipe(eachUpdate, lettered())).toBe('(TeEO|)');
    }),
  );

  it(
    'serves all connections with one reading of the queue, and tells each its own',
    marbles(({ hot, flush }) => {
      const other = endEventOf(endedOf(5, 'FAILED', { id: '8' }), { id: '5' });
      const baseline = ['7', '8'].map((id) => ({
        ...runOf().baseline[0],
        connectionId: id,
        status: 'SUCCESS',
        channels: [],
      }));
      const known = runOf({ scope: '*', baseline, trigger: triggerOf({ connectionIds: ['7', '8'] }) });
      const ticks = hot('    -p', { p: pageOf({ events: [other, fifth] }) });
      const { session } = journalled(
        { connections: { 7: runningOf(), 8: runningOf({ id: '8' }) } },
        {},
        { plan: { scope: '*' }, known, ticks },
      );
      const list: SyncUpdate[] = [];
      runSync(session)
        .pipe(eachUpdate)
        .subscribe((update) => list.push(update));
      flush();
      expect(
        list.flatMap((update) => (update.kind === 'outcome' ? [`${update.connectionId} ${update.result}`] : [])),
      ).to.deep.equal(['7 succeeded', '8 failed']);
      expect(list.at(-1)).to.deep.include({ kind: 'summary' });
      expect(ticks.subscriptions).to.have.length(1);
    }),
  );

  it(
    'ends at once with an empty summary when upstream syncs nothing',
    marbles(({ expectObservable }) => {
      const known = runOf({ scope: '*', baseline: [], trigger: triggerOf({ connectionIds: [] }) });
      const ticks = concat(of(pageOf()), NEVER);
      const { session } = journalled({}, {}, { plan: { scope: '*' }, known, ticks });
      expectObservable(runSync(session).pipe(eachUpdate)).toBe('(s|)', { s: { kind: 'summary', outcomes: [] } });
    }),
  );

  it(
    'keeps every update in the journal before it is told',
    marbles(({ hot, flush }) => {
      const known = runOf({ trigger: triggerOf() });
      const ticks = hot('-p', { p: pageOf({ events: [one, fifth] }) });
      const { user, session } = journalled({ connections: { 7: connectionOf() } }, {}, { known, ticks });
      const ahead: number[] = [];
      runSync(session)
        .pipe(
          eachUpdate,
          concatMap(() => user.journal.find(known.runId)),
        )
        .subscribe((now) => ahead.push((now?.updates.length ?? 0) - ahead.length));
      flush();
      expect(ahead).to.have.length(4);
      expect(Math.min(...ahead)).to.be.at.least(1);
    }),
  );
});

function notFound(): NotFoundError {
  return new NotFoundError('read queue', 404);
}

const HOUR_MS = 3_600_000;

/** A clock that jumps while no timer runs down. */
function sleepingClock(fromMs: number, sleptMs: number): SchedulerLike {
  return {
    now: () => asyncScheduler.now() + (asyncScheduler.now() >= fromMs ? sleptMs : 0),
    schedule: asyncScheduler.schedule.bind(asyncScheduler),
  };
}

function twoChannels(lastEndMs = -86_400_000) {
  const lastEndAt = at(lastEndMs);
  return connectionOf({ channels: [channelOf({ lastEndAt }), channelOf({ id: '2', mode: 'EMBEDDED', lastEndAt })] });
}

function twoRunning() {
  const status = 'RUNNING';
  return connectionOf({ status, channels: [channelOf({ status }), channelOf({ id: '2', mode: 'EMBEDDED', status })] });
}

function listed(channelId: string, accountId: string) {
  const type = 'LIST_ACCOUNTS_SUCCESS';
  return eventOf({ id: `list ${channelId}`, type, channelId, connection: twoRunning(), accounts: [{ id: accountId }] });
}
