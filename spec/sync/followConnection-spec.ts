import { expect } from 'chai';
import { map, NEVER, of, timer } from 'rxjs';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { followConnection } from '../../lib/sync/followConnection.js';
import { outcomes } from '../../lib/sync/outcomes.js';
import { marbles } from '../../lib/testing/marbles.js';
import { at, connectionOf, endedOf, endEventOf, eventOf, runningOf } from '../support/builders.js';
import { lettered } from '../support/lettered.js';
import { QUICK } from '../support/quick.js';
import { scriptedUser, stepwise } from '../support/scriptedUser.js';

describe('followConnection', () => {
  it(
    'follows a sync that somebody else started, and posts nothing',
    marbles(({ expectObservable, flush }) => {
      const queue = '   p----p----p----p----p';
      const updates = ' --T--e----e----(ED)-(eO|)';
      const ended = endedOf(14);
      const [one, two, end, late] = [
        eventOf({ id: '1' }),
        eventOf({ id: '2' }),
        endEventOf(ended),
        eventOf({ id: '4' }),
      ];
      const user = scriptedUser({
        lookMs: 2,
        queue: stepwise('a----b----c----d----e', {
          a: [],
          b: [one],
          c: [one, two],
          d: [one, two, end],
          e: [one, two, end, late],
        }),
        connections: { 7: stepwise('r-------------d', { r: runningOf(), d: ended }) },
      });
      expectObservable(user.reads).toBe(queue);
      expectObservable(
        followConnection(user, { connectionId: '7' }, { ...QUICK, drainPolls: 1 }).pipe(lettered()),
      ).toBe(updates);
      flush();
      expect(user.count('t')).to.equal(0);
    }),
  );

  const resulting = (user: ReturnType<typeof scriptedUser>, request: object = {}, options: object = {}) =>
    followConnection(user, { connectionId: '7', ...request }, { ...QUICK, ...options }).pipe(
      outcomes(),
      map(({ result, evidence }) => `${result} ${evidence.rule}`),
    );

  it(
    'ends as notStarted when the connection stays at rest',
    marbles(({ expectObservable }) => {
      const user = scriptedUser({ connections: { 7: connectionOf() } });
      expectObservable(resulting(user, {}, { statusEveryMs: 10, startGraceMs: 20 })).toBe('20ms (r|)', {
        r: 'notStarted nothingMoved',
      });
    }),
  );

  it(
    'counts an end from before it was subscribed when `since` allows it',
    marbles(({ expectObservable }) => {
      const ended = endedOf(-20_000);
      const user = scriptedUser({
        queue: [endEventOf(ended, { createdAt: at(-20_000) })],
        connections: { 7: ended },
      });
      expectObservable(resulting(user, { since: at(-30_000) })).toBe('(r|)', { r: 'succeeded endDate' });
    }),
  );

  it(
    'looks at once on a hint, whatever it says',
    marbles(({ hot, expectObservable }) => {
      const user = scriptedUser({ connections: { 7: stepwise('b------d', { b: connectionOf(), d: endedOf(7) }) } });
      const hints = hot('--------h');
      expectObservable(resulting(user, { hints })).toBe('--------(r|)', { r: 'succeeded endDate' });
    }),
  );

  it(
    'gives the outcome at once for a connection that upstream does not know',
    marbles(({ expectObservable }) => {
      expectObservable(resulting(scriptedUser())).toBe('(r|)', { r: 'gone closed' });
    }),
  );

  it(
    'reads the queue that the widget handed over',
    marbles(({ flush }) => {
      const user = scriptedUser({ connections: { 7: runningOf() } });
      resulting(user, { queueId: 'w-1' }).subscribe();
      flush();
      expect(user.count('q')).to.equal(0);
      expect(
        new Set(user.calls.filter(({ operation }) => operation === 'p').map(({ target }) => target)),
      ).to.deep.equal(new Set(['w-1']));
    }),
  );

  it(
    'keeps nothing in the journal',
    marbles(({ flush }) => {
      const touched: string[] = [];
      const journal = {
        supports: { survivesRestart: false },
        begin: () => (touched.push('begin'), NEVER),
        amend: () => (touched.push('amend'), NEVER),
        current: () => (touched.push('current'), NEVER),
        find: () => (touched.push('find'), NEVER),
        erase: () => of(undefined),
      };
      const user = scriptedUser({ journal, connections: { 7: runningOf() } });
      resulting(user).subscribe();
      flush();
      expect(touched).to.deep.equal([]);
    }),
  );

  it(
    'tells of repetitions before the baseline is read',
    marbles(({ expectObservable }) => {
      const down = new UpstreamTimeoutError('read queue', 1);
      const user = scriptedUser({
        random: () => 0.5,
        queue: stepwise('x-a', { x: down, a: [] }),
        connections: { 7: stepwise('r----d', { r: runningOf(), d: endedOf(5) }) },
      });
      const sync = followConnection(
        user,
        { connectionId: '7' },
        { ...QUICK, retryBaseMs: 4, retryCapMs: 4, statusEveryMs: 5, chainGraceMs: 10 },
      );
      expectObservable(sync.pipe(lettered())).toBe('R-T 15ms (O|)');
    }),
  );

  it('refuses nonsense at the call', () => {
    const user = scriptedUser();
    expect(() => followConnection(user, { connectionId: '7', since: new Date(NaN) })).to.throw(
      InvalidOptionError,
      'since',
    );
    expect(() => followConnection(user, { connectionId: '' })).to.throw(InvalidOptionError, 'connectionId');
    expect(() => followConnection(user, { connectionId: '7', queueId: '/' })).to.throw(InvalidOptionError, 'queueId');
  });

  it(
    'follows from then on when it is subscribed again',
    marbles(({ expectObservable }) => {
      const user = scriptedUser({
        connections: { 7: stepwise('r----d--------r----e', { r: runningOf(), d: endedOf(5), e: endedOf(14_000) }) },
      });
      const sync = resulting(user, {}, { statusEveryMs: 5, chainGraceMs: 5 });
      expectObservable(sync).toBe('----------(r|)', { r: 'succeeded endDate' });
      expectObservable(timer(14).pipe(map(() => 'x'))).toBe('--------------(x|)');
      expectObservable(sync, '--------------^').toBe('------------------------(r|)', { r: 'succeeded endDate' });
    }),
  );
});
