import { expect } from 'chai';
import { EMPTY } from 'rxjs';
import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { retryTold } from '../../lib/sync/retryTold.js';
import { marbles } from '../../lib/testing/marbles.js';
import { stageOf } from '../support/stage.js';

const late = new UpstreamTimeoutError('read accounts', 1);
const denied = new AccessDeniedError('read accounts');

describe('retryTold', () => {
  it(
    'repeats with the back-off of the run, and tells each repetition',
    marbles(({ cold, expectObservable, expectSubscriptions, flush }) => {
      const call = cold('-#', {}, late);
      const output = '  --#';
      const { session, notices } = stageOf({}, { retryAttempts: 1, retryBaseMs: 1, retryCapMs: 1 });
      expectObservable(call.pipe(retryTold(session, 'read accounts'))).toBe(output, {}, late);
      flush();
      expectSubscriptions(call.subscriptions).toBe(['^!', '-^!']);
      expect(notices.map(({ operation, attempt }) => `${operation} ${String(attempt)}`)).to.deep.equal([
        'read accounts 1',
      ]);
    }),
  );

  it(
    'repeats what its caller calls retryable, as often as that says',
    marbles(({ cold, expectObservable, flush }) => {
      const { session, notices } = stageOf({}, { retryBaseMs: 1, retryCapMs: 1 });
      const call = cold('#', {}, denied);
      expectObservable(call.pipe(retryTold(session, 'trigger sync'))).toBe('#', {}, denied);
      const policy = { attempts: 2, isRetryable: () => true };
      expectObservable(call.pipe(retryTold(session, 'trigger sync', policy))).toBe('#', {}, denied);
      flush();
      expect(notices).to.have.length(2);
    }),
  );

  it('completes with its source', () => {
    const told: string[] = [];
    EMPTY.pipe(retryTold(stageOf().session, 'read accounts')).subscribe({ complete: () => told.push('complete') });
    expect(told).to.deep.equal(['complete']);
  });
});
