import { expect } from 'chai';
import type { SyncRun } from '../../lib/model/SyncRun.js';
import type { QueueNews } from '../../lib/sync/dedupeEvents.js';
import { tellQueue } from '../../lib/sync/tellQueue.js';
import { marbles } from '../../lib/testing/marbles.js';
import { at, eventOf, runOf, triggerOf } from '../support/builders.js';
import { letteredBatches, readOf, RETRYING, stageOf } from '../support/stage.js';

const run = runOf({ queueId: 'q1', trigger: triggerOf({ at: at(10_000) }) });
const entry = { digest: 'd', failures: [{ path: 'id', expected: 'string' }] };

const { connectionId, ...nobodys } = eventOf({ type: 'LOGIN', createdAt: at(10_000) });
const NEWS: Readonly<Record<string, QueueNews>> = {
  r: { kind: 'retry', notice: RETRYING, error: 'x' },
  g: { kind: 'gone', queueId: 'q1' },
  q: readOf({ quarantined: [entry] }),
  n: { kind: 'gone' },
  e: readOf({ events: [eventOf({ createdAt: at(10_000) })] }),
  u: readOf({ events: [nobodys] }),
  o: readOf({ events: [{ ...nobodys, createdAt: at(8_999) }] }),
  t: readOf({ gap: 'truncated' }),
  d: readOf({ duplicates: 3 }),
  2: readOf({ queueId: 'q2', quarantined: [entry] }),
};

describe('tellQueue', () => {
  it(
    'tells repetitions, gaps and quarantined events',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const news = hot(' -r---g---q-', NEWS);
      const subs = '     ^-----------';
      const updates = '  -R---G---Q-';
      const { session } = stageOf();
      expectObservable(tellQueue(session, run, news).pipe(letteredBatches())).toBe(updates);
      expectSubscriptions(news.subscriptions).toBe(subs);
    }),
  );

  it(
    'tells events that name no connection, unless they are older than the trigger',
    marbles(({ hot, expectObservable }) => {
      expect(connectionId).to.equal('7');
      const { session } = stageOf();
      expectObservable(tellQueue(session, run, hot('-e-u-o', NEWS))).toBe('---u--', {
        u: [{ kind: 'event', event: nobodys, late: false }],
      });
      const { createdAt, ...undated } = nobodys;
      expect(createdAt).to.deep.equal(at(10_000));
      expectObservable(tellQueue(session, run, hot('u', { u: readOf({ events: [undated] }) }))).toBe('u', {
        u: [{ kind: 'event', event: undated, late: false }],
      });
    }),
  );

  it(
    'P6: tells a gap with its queue and reason, and counts it',
    marbles(({ hot, expectObservable, flush }) => {
      const { user, session } = stageOf();
      expectObservable(tellQueue(session, run, hot('-t-g', NEWS))).toBe('-t-g', {
        t: [{ kind: 'gap', queueId: 'q1', reason: 'truncated' }],
        g: [{ kind: 'gap', queueId: 'q1', reason: 'queueGone' }],
      });
      flush();
      expect(user.counters.get('gap_total')).to.equal(2);
    }),
  );

  it(
    'tells no gap of a queue that never was',
    marbles(({ hot, expectObservable }) => {
      expectObservable(tellQueue(stageOf().session, run, hot('-n|', NEWS))).toBe('--|');
    }),
  );

  it(
    'counts duplicates and quarantined events',
    marbles(({ hot, expectObservable, flush }) => {
      const { user, session } = stageOf();
      expectObservable(tellQueue(session, run, hot('-d-q-d', NEWS)).pipe(letteredBatches())).toBe('---Q--');
      flush();
      expect([user.counters.get('duplicate_dropped_total'), user.counters.get('quarantined_total')]).to.deep.equal([
        6, 1,
      ]);
    }),
  );

  it(
    'P5: writes a replaced queue to the journal before it tells anything of it, once',
    marbles(({ hot, expectObservable, flush }) => {
      const { user, session } = stageOf();
      user.journal.begin(run, new Date(0)).subscribe();
      const written: unknown[] = [];
      const noting = {
        ...session,
        amend: (runId: string, amendment: object) => {
          written.push(amendment);
          return session.amend(runId, amendment);
        },
      };
      expectObservable(tellQueue(noting, run, hot('-q-2-2', NEWS)).pipe(letteredBatches())).toBe('-Q-Q-Q');
      flush();
      expect(written).to.deep.equal([{ queueId: 'q2' }]);
      let kept: SyncRun | undefined;
      user.journal.find('r1').subscribe((found) => (kept = found));
      expect(kept?.queueId).to.equal('q2');
    }),
  );
});
