import { map, NEVER } from 'rxjs';
import { CredentialsRefusedError } from '../../lib/errors/CredentialsRefusedError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { lookRepeatedly } from '../../lib/sync/lookRepeatedly.js';
import { marbles } from '../../lib/testing/marbles.js';
import { at, runningOf } from '../support/builders.js';
import { stepwise } from '../support/scriptedUser.js';
import { stageOf } from '../support/stage.js';

const running = runningOf();

describe('lookRepeatedly', () => {
  it(
    'looks at its own pace, and at once when woken',
    marbles(({ hot, expectObservable }) => {
      const wakes = hot('--w-------');
      const looks = '    l-l---l---l-';
      const { session } = stageOf({ connections: { 7: running } }, { statusEveryMs: 4 });
      const told = lookRepeatedly(session, '7', wakes).pipe(map(() => 'l'));
      expectObservable(told, '           ^----------!').toBe(looks);
    }),
  );

  it(
    'looks at once on a hint',
    marbles(({ hot, expectObservable }) => {
      const { user, session } = stageOf({ connections: { 7: running } }, {}, { hints: hot('---h') });
      expectObservable(user.looks).toBe('l--l');
      expectObservable(lookRepeatedly(session, '7', NEVER), '^----!');
    }),
  );

  it(
    'says how the connection is, when that was, and how long it has gone on',
    marbles(({ expectObservable }) => {
      const { session } = stageOf({ lookMs: 2, connections: { 7: running } }, { statusEveryMs: 3 });
      expectObservable(lookRepeatedly(session, '7', NEVER), '^-------!').toBe('--a----b', {
        a: { kind: 'look', connection: running, serverAt: at(0), elapsedMs: 2 },
        b: { kind: 'look', connection: running, serverAt: at(0), elapsedMs: 7 },
      });
    }),
  );

  it(
    'tells failed looks and repeats them for ever',
    marbles(({ expectObservable }) => {
      const down = new UpstreamTimeoutError('read connection', 1);
      const { session } = stageOf({ random: () => 0.9, connections: { 7: down } }, { retryBaseMs: 2, retryCapMs: 2 });
      const told = lookRepeatedly(session, '7', NEVER).pipe(
        map((look) => (look.kind === 'retrying' ? `${look.operation} ${look.error} ${String(look.attempt)}` : 'look')),
      );
      expectObservable(told, '^--!').toBe('abc', {
        a: 'read connection UpstreamTimeoutError 1',
        b: 'read connection UpstreamTimeoutError 2',
        c: 'read connection UpstreamTimeoutError 3',
      });
    }),
  );

  it(
    'errors when credentials are refused',
    marbles(({ expectObservable }) => {
      const refused = new CredentialsRefusedError(400, 'invalid_grant');
      const { session } = stageOf(
        { connections: { 7: stepwise('r-x', { r: running, x: refused }) } },
        { statusEveryMs: 3 },
      );
      expectObservable(lookRepeatedly(session, '7', NEVER).pipe(map(() => 'l'))).toBe('l--#', { l: 'l' }, refused);
    }),
  );
});
