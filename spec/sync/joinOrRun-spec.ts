import { expect } from 'chai';
import { joinOrRun } from '../../lib/sync/joinOrRun.js';
import { runSync } from '../../lib/sync/syncConnection.js';
import { EMPTY, map } from 'rxjs';
import { marbles } from '../../lib/testing/marbles.js';
import { at, connectionOf, endedOf, eventOf, runningOf } from '../support/builders.js';
import { lettered, letterOf } from '../support/lettered.js';
import { quick } from '../support/quick.js';
import { scriptedUser, stepwise } from '../support/scriptedUser.js';
import { PLAN } from '../support/stage.js';

const SCRIPT = {
  queue: stepwise('a-b', { a: [], b: [eventOf()] }),
  connections: { 7: stepwise('br--d', { b: connectionOf(), r: runningOf(), d: endedOf(4) }) },
};
const SETTINGS = quick({ pollEveryMs: 2, statusEveryMs: 4 });
const TRIGGERED = { kind: 'triggered', connectionId: '7', at: at(0), attached: false } as const;
const LETTERS = { a: 'T', b: 'e', c: 'O' };

describe('joinOrRun', () => {
  it(
    'runs once, and tells an ended run again',
    marbles(({ expectObservable, flush }) => {
      const first = '     a-b-(c|)';
      const again = '     ---------(abc|)';
      const user = scriptedUser(SCRIPT);
      const sync = joinOrRun(user, PLAN, SETTINGS, runSync).pipe(lettered());
      expectObservable(sync).toBe(first, LETTERS);
      expectObservable(sync, '---------^').toBe(again, LETTERS);
      flush();
      expect(user.count('t')).to.equal(1);
    }),
  );

  it(
    'goes on with a run that was left before its end',
    marbles(({ expectObservable, flush }) => {
      const user = scriptedUser(SCRIPT);
      const sync = joinOrRun(user, PLAN, SETTINGS, runSync).pipe(lettered());
      expectObservable(sync, '^-!').toBe('a--', LETTERS);
      expectObservable(sync, '---^').toBe('---(ab)(c|)', LETTERS);
      flush();
      expect(user.count('t')).to.equal(1);
    }),
  );

  const LATE = quick({ pollEveryMs: 2, statusEveryMs: 4, deadlineMs: 20 });

  it(
    'T10: gives the outcome of a run whose time was up when it was taken up again, from one last look',
    marbles(({ expectObservable, flush }) => {
      const user = scriptedUser(SCRIPT);
      const sync = joinOrRun(user, PLAN, LATE, runSync);
      const ends = sync.pipe(map((update) => (update.kind === 'outcome' ? update.result : letterOf(update))));
      expectObservable(ends, '^-!').toBe('T--');
      expectObservable(ends, '30ms ^').toBe('30ms (TO|)', { T: 'T', O: 'succeeded' });
      expectObservable(ends, '60ms ^').toBe('60ms (TO|)', { T: 'T', O: 'succeeded' });
      flush();
      expect(user.count('t')).to.equal(1);
      expect(user.calls.filter(({ operation, at }) => operation === 'l' && at >= 30)).to.have.length(1);
      expect(user.calls.filter(({ operation, at }) => operation === 'p' && at >= 30)).to.have.length(0);
    }),
  );

  it(
    'T10: does not post again after it was left while the POST was under way, however late it is taken up',
    marbles(({ expectObservable, flush }) => {
      const user = scriptedUser({ ...SCRIPT, postMs: 10 });
      const sync = joinOrRun(user, PLAN, LATE, runSync).pipe(lettered());
      expectObservable(sync, '^-!').toBe('---');
      expectObservable(sync, '-^!').toBe('---');
      expectObservable(sync, '30ms ^').toBe('30ms (O|)');
      flush();
      expect(user.count('t')).to.equal(1);
    }),
  );

  it(
    'keeps a run whose time was up apart from the one that has begun since',
    marbles(({ expectObservable, flush }) => {
      let drawn = 0; // two runs of one name would be one
      const user = scriptedUser({
        ...SCRIPT,
        connections: { 7: stepwise('b', { b: connectionOf() }) },
        random: () => (drawn = (drawn + 0.37) % 1),
      });
      const [first, second] = [1, 2].map(() => joinOrRun(user, PLAN, LATE, runSync));
      const told = first?.pipe(map((update) => (update.kind === 'outcome' ? update.result : letterOf(update))));
      expectObservable(first ?? EMPTY, '^!').toBe('T', { T: TRIGGERED });
      expectObservable(second?.pipe(lettered()) ?? EMPTY, '25ms ^-----!').toBe('25ms T');
      expectObservable(told ?? EMPTY, '28ms ^').toBe('28ms (TO|)', { T: 'T', O: 'timedOut' });
      flush();
      expect(user.count('t')).to.equal(2);
    }),
  );

  it(
    'begins a sync of its own when the one over all connections, which it joined, turns out to leave it out',
    marbles(({ expectObservable, flush }) => {
      const own = stepwise('b--------r--d', { b: connectionOf(), r: runningOf(), d: endedOf(12) });
      const other = stepwise('br--d', {
        b: connectionOf({ id: '8' }),
        r: runningOf({ id: '8' }),
        d: endedOf(4, 'SUCCESS', { id: '8' }),
      });
      const user = scriptedUser({
        connections: { 7: own, 8: other },
        postMs: 2,
        triggers: [{ connectionIds: ['8'] }, {}],
      });
      const sync = joinOrRun(user, PLAN, SETTINGS, runSync).pipe(lettered());
      const whole = joinOrRun(user, { ...PLAN, scope: '*' }, SETTINGS, runSync).pipe(lettered());
      expectObservable(whole).toBe('--T---(OS|)');
      expectObservable(sync, '-^').toBe('--------T---(O|)');
      flush();
      expect(user.calls.filter(({ operation }) => operation === 't').map(({ target }) => target)).to.deep.equal([
        '*',
        '7 ALL',
      ]);
    }),
  );

  it(
    'begins the next sync when its outcome is told, without meeting the old one',
    marbles(({ flush }) => {
      const user = scriptedUser(SCRIPT);
      const told: string[] = [];
      const again = (): void => {
        if (told.length > 50) throw new Error('round and round');
        joinOrRun(user, PLAN, SETTINGS, runSync)
          .pipe(lettered())
          .subscribe((letter) => {
            told.push(letter);
            if (letter === 'O' && user.count('t') < 2) again();
          });
      };
      again();
      flush();
      expect(told.join('')).to.equal('TeOTO');
      expect(user.count('t')).to.equal(2);
    }),
  );

  it(
    'begins anew when the journal has forgotten the run',
    marbles(({ expectObservable, flush }) => {
      const user = scriptedUser({ ...SCRIPT, connections: { 7: stepwise('b--', { b: connectionOf() }) } });
      const sync = joinOrRun(user, PLAN, SETTINGS, runSync).pipe(lettered());
      expectObservable(sync, '^-!').toBe('a--', LETTERS);
      expectObservable(sync, '-----^--!').toBe('-----a---', LETTERS);
      const erase = (): void => void user.journal.erase(user).subscribe();
      user.scheduler.schedule(erase, 4);
      flush();
      expect(user.count('t')).to.equal(2);
    }),
  );
});
