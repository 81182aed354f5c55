import { expect } from 'chai';
import { map, tap } from 'rxjs';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';
import { outcomes } from '../../lib/sync/outcomes.js';
import { syncAllConnections } from '../../lib/sync/syncAllConnections.js';
import { marbles } from '../../lib/testing/marbles.js';
import { connectionOf, endedOf, endEventOf, eventOf, runningOf } from '../support/builders.js';
import { lettered } from '../support/lettered.js';
import { QUICK } from '../support/quick.js';
import { scriptedUser, stepwise } from '../support/scriptedUser.js';

const story = (id: string) => stepwise('b-r', { b: connectionOf({ id }), r: runningOf({ id }) });

describe('syncAllConnections', () => {
  it(
    'posts once, and follows each connection to its outcome',
    marbles(({ expectObservable, flush }) => {
      const POST = '    --t';
      const queue = '   p----p----p----p----p';
      const updates = ' --(TT)----e----(EO)-(EOS|)';
      const [one, two] = [
        endEventOf(endedOf(14), { id: '7' }),
        endEventOf(endedOf(19, 'FAILED', { id: '8' }), { id: '8' }),
      ];
      const step = eventOf({ id: '1' });
      const user = scriptedUser({
        lookMs: 2,
        queue: stepwise('a---------b----c----d', { a: [], b: [step], c: [step, one], d: [step, one, two] }),
        connections: { 7: story('7'), 8: story('8') },
      });
      expectObservable(user.posts).toBe(POST);
      expectObservable(user.reads).toBe(queue);
      const list: SyncUpdate[] = [];
      const sync = syncAllConnections(user, QUICK);
      expectObservable(
        sync.pipe(
          tap((update) => list.push(update)),
          lettered(),
        ),
      ).toBe(updates);
      flush();
      const told = list.filter((update) => update.kind === 'outcome');
      expect(told.map(({ connectionId, result }) => `${connectionId} ${result}`)).to.deep.equal([
        '7 succeeded',
        '8 failed',
      ]);
      expect(list.at(-1)).to.deep.equal({ kind: 'summary', outcomes: told });
      expect(user.count('t')).to.equal(1);
    }),
  );

  it(
    'T7: completes at once with an empty summary when upstream has nothing to sync',
    marbles(({ expectObservable }) => {
      const user = scriptedUser({ triggers: [{ connectionIds: [] }] });
      expectObservable(syncAllConnections(user, QUICK)).toBe('(s|)', { s: { kind: 'summary', outcomes: [] } });
    }),
  );

  it(
    'T7: follows what upstream names, though the baseline did not know it',
    marbles(({ expectObservable }) => {
      const user = scriptedUser({
        triggers: [{ connectionIds: ['9'] }],
        queue: stepwise('a----b', { a: [], b: [endEventOf(endedOf(5, 'SUCCESS', { id: '9' }))] }),
        connections: { 9: stepwise('x', { x: undefined }), 7: connectionOf() },
      });
      const results = syncAllConnections(user, QUICK).pipe(
        outcomes(),
        map(({ connectionId, result }) => `${connectionId} ${result}`),
      );
      expectObservable(results).toBe('(o|)', { o: '9 gone' });
    }),
  );

  it(
    'T8: decides each connection, although one never ends',
    marbles(({ expectObservable, flush }) => {
      const user = scriptedUser({
        queue: stepwise('a---------b', { a: [], b: [endEventOf(endedOf(10))] }),
        connections: { 7: story('7'), 8: story('8') },
      });
      const list: SyncUpdate[] = [];
      const sync = syncAllConnections(user, { ...QUICK, deadlineMs: 100 });
      sync.subscribe((update) => list.push(update));
      expectObservable(sync.pipe(lettered())).toBe('(TT)------(EO) 86ms (OS|)');
      flush();
      expect(list.flatMap((update) => (update.kind === 'outcome' ? [update.result] : []))).to.deep.equal([
        'succeeded',
        'timedOut',
      ]);
    }),
  );

  it(
    'T3: follows every connection of the baseline when the answer to the POST got lost',
    marbles(({ expectObservable, flush }) => {
      const user = scriptedUser({
        triggers: [new UpstreamTimeoutError('trigger sync', 1)],
        queue: stepwise('a---------b', { a: [], b: [endEventOf(endedOf(10))] }),
        connections: { 7: stepwise('b-r-------d', { b: connectionOf(), r: runningOf(), d: endedOf(10) }) },
      });
      const quick = { ...QUICK, statusEveryMs: 10, chainGraceMs: 10 };
      expectObservable(syncAllConnections(user, quick).pipe(lettered())).toBe('----------(TE)------(OS|)');
      flush();
      expect(user.count('t')).to.equal(1);
    }),
  );

  it(
    'tells it again, without a second POST, after the end',
    marbles(({ expectObservable, flush }) => {
      const user = scriptedUser({
        queue: stepwise('a---------b', { a: [], b: [endEventOf(endedOf(10))] }),
        connections: { 7: story('7') },
      });
      const sync = syncAllConnections(user, QUICK).pipe(lettered());
      expectObservable(sync).toBe('T---------(EOS|)');
      expectObservable(sync, '20ms ^').toBe('20ms (TEOS|)');
      flush();
      expect(user.count('t')).to.equal(1);
    }),
  );

  it(
    'reads the queue that the widget handed over',
    marbles(({ flush }) => {
      const user = scriptedUser({ triggers: [{ connectionIds: [] }] });
      syncAllConnections(user, { ...QUICK, queueId: 'w1' }).subscribe();
      flush();
      expect(user.calls.find(({ operation }) => operation === 'p')?.target).to.equal('w1');
    }),
  );

  it('refuses nonsense at the call', () => {
    expect(() => syncAllConnections(scriptedUser(), { queueId: '' })).to.throw(InvalidOptionError, 'queueId');
    expect(() => syncAllConnections(scriptedUser(), { drainPolls: -1 })).to.throw(InvalidOptionError, 'drainPolls');
  });
});
