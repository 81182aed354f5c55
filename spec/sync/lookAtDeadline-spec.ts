import { expect } from 'chai';
import { NEVER } from 'rxjs';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { lookAtDeadline } from '../../lib/sync/lookAtDeadline.js';
import { marbles } from '../../lib/testing/marbles.js';
import { runningOf } from '../support/builders.js';
import { stageOf } from '../support/stage.js';

const running = runningOf();
const LOOKS = {
  d: { kind: 'deadline', failed: false, connection: running },
  n: { kind: 'deadline', failed: true },
  g: { kind: 'deadline', failed: false },
};

describe('lookAtDeadline', () => {
  it(
    'looks once more, for at most 2 s',
    marbles(({ cold, expectObservable, flush }) => {
      const answer = cold('--(c|)', { c: running });
      const looks = '      --(d|)';
      const { user, session } = stageOf({ connections: { 7: answer } });
      expectObservable(lookAtDeadline(session, '7')).toBe(looks, LOOKS);
      flush();
      expect(user.calls.map(({ deadlineMs }) => deadlineMs)).to.deep.equal([2_000]);
    }),
  );

  it(
    'ends without a state when the look fails, or the connection is gone',
    marbles(({ expectObservable }) => {
      const failing = stageOf({ connections: { 7: new UpstreamTimeoutError('read connection', 1) } });
      expectObservable(lookAtDeadline(failing.session, '7')).toBe('(n|)', LOOKS);
      expectObservable(lookAtDeadline(stageOf().session, '7')).toBe('(g|)', LOOKS);
    }),
  );

  it(
    'ends without a state when nothing answers within 2 s, whatever the port makes of its deadline',
    marbles(({ expectObservable }) => {
      const { session } = stageOf({ connections: { 7: NEVER } });
      expectObservable(lookAtDeadline(session, '7')).toBe('2s (n|)', LOOKS);
    }),
  );

  it(
    'leaves the exchange when its subscriber leaves',
    marbles(({ expectObservable, flush }) => {
      const { user, session } = stageOf({ lookMs: 9, connections: { 7: running } });
      expectObservable(lookAtDeadline(session, '7'), '^--!').toBe('----');
      flush();
      expect(user.calls.map(({ aborted }) => aborted)).to.deep.equal([true]);
    }),
  );
});
