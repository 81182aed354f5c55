import { expect } from 'chai';
import { joinOrRun } from '../../lib/sync/joinOrRun.js';
import { runSync } from '../../lib/sync/syncConnection.js';
import { marbles } from '../../lib/testing/marbles.js';
import { connectionOf, endedOf, eventOf, runningOf } from '../support/builders.js';
import { lettered } from '../support/lettered.js';
import { quick } from '../support/quick.js';
import { scriptedUser, stepwise } from '../support/scriptedUser.js';
import { PLAN } from '../support/stage.js';

const SCRIPT = {
  queue: stepwise('a-b', { a: [], b: [eventOf()] }),
  connections: { 7: stepwise('br--d', { b: connectionOf(), r: runningOf(), d: endedOf(4) }) },
};
const SETTINGS = quick({ pollEveryMs: 2, statusEveryMs: 4 });
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
