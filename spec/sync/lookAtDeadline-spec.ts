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
    'looks once more when time is up',
    marbles(({ expectObservable, flush }) => {
      const deadline = '---|';
      const looks = '   ---(d|)';
      const { user, session } = stageOf({ connections: { 7: running } }, { deadlineMs: deadline.indexOf('|') });
      expectObservable(lookAtDeadline(session, '7', NEVER)).toBe(looks, LOOKS);
      flush();
      expect(user.calls.map(({ deadlineMs }) => deadlineMs)).to.deep.equal([2_000]);
    }),
  );

  it(
    'ends without a state when the look fails, or the connection is gone',
    marbles(({ expectObservable }) => {
      const failing = stageOf(
        { connections: { 7: new UpstreamTimeoutError('read connection', 1) } },
        { deadlineMs: 3 },
      );
      expectObservable(lookAtDeadline(failing.session, '7', NEVER)).toBe('---(n|)', LOOKS);
      const gone = stageOf({}, { deadlineMs: 3 });
      expectObservable(lookAtDeadline(gone.session, '7', NEVER)).toBe('---(g|)', LOOKS);
    }),
  );

  it(
    'P14: looks at the first sign of life when its time ran out in a sleep',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageOf({ connections: { 7: running } }, { deadlineMs: 9 });
      const signs = hot('-s-s');
      const asleep = { ...session, timeLeftMs: () => (session.timeLeftMs() > 6 ? session.timeLeftMs() : 0) };
      expectObservable(lookAtDeadline(asleep, '7', signs)).toBe('---(d|)', LOOKS);
    }),
  );

  it(
    'leaves its timer when its subscriber leaves',
    marbles(({ expectObservable, flush }) => {
      const { user, session } = stageOf({ connections: { 7: running } }, { deadlineMs: 9 });
      expectObservable(lookAtDeadline(session, '7', NEVER), '^--!').toBe('----');
      flush();
      expect(user.calls).to.deep.equal([]);
    }),
  );
});
