import { expect } from 'chai';
import { CircuitOpenError } from '../../lib/errors/CircuitOpenError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import type { QueueTick } from '../../lib/model/QueueTick.js';
import { afterFirstRead } from '../../lib/sync/afterFirstRead.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';
import { pageOf, RETRYING, stageOf } from '../support/stage.js';

const error = new UpstreamTimeoutError('read queue', 1);
const heldBack = new CircuitOpenError('https://api.example.org', 9, { cause: error });
const TICKS: Readonly<Record<string, QueueTick>> = {
  r: { kind: 'retry', notice: RETRYING, error },
  p: pageOf(),
  g: { kind: 'gone' },
  h: { kind: 'retry', notice: RETRYING, error: heldBack },
  o: { kind: 'retry', notice: RETRYING, error: new CircuitOpenError('https://api.example.org', 9) },
};

describe('afterFirstRead', () => {
  it(
    'lets ticks through from the first page on',
    marbles(({ hot, expectObservable, expectSubscriptions, flush }) => {
      const ticks = hot('-r-r-p-r-p', TICKS);
      const subs = '     ^---------';
      const output = '   -----p-r-p';
      const { session, notices } = stageOf();
      expectObservable(ticks.pipe(afterFirstRead(session))).toBe(output, TICKS);
      expectSubscriptions(ticks.subscriptions).toBe(subs);
      flush();
      expect(notices).to.deep.equal([RETRYING, RETRYING]);
    }),
  );

  it(
    'lets ticks through from the news that there is no queue on',
    marbles(({ hot, expectObservable }) => {
      expectObservable(hot('-g-r|', TICKS).pipe(afterFirstRead(stageOf().session))).toBe('-g-r|', TICKS);
    }),
  );

  it(
    'E12: errors when reading fails once more than it is repeated',
    marbles(({ hot, expectObservable, flush }) => {
      const { session, notices } = stageOf({}, { retryAttempts: 2 });
      expectObservable(hot('-r-r-r-p', TICKS).pipe(afterFirstRead(session))).toBe('-----#', TICKS, error);
      flush();
      expect(notices).to.have.length(2);
    }),
  );

  it(
    'errors at the first failure when nothing is to be repeated',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageOf({}, { retryAttempts: 0 });
      expectObservable(hot('-r', TICKS).pipe(afterFirstRead(session))).toBe('-#', TICKS, error);
    }),
  );

  it(
    'errors with what the circuit is open for when no failure of its own is known',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageOf({}, { deadlineMs: 5 });
      expectObservable(hot('-h-h-h-h', TICKS).pipe(afterFirstRead(session))).toBe('-----#', TICKS, error);
    }),
  );

  it(
    'errors with the open circuit itself when nobody knows why it is open',
    marbles(({ hot, expectObservable }) => {
      const { session } = stageOf({}, { retryAttempts: 1 });
      const output = expectObservable(hot('-o-o-o', TICKS).pipe(afterFirstRead(session)));
      output.toBe('---#', TICKS, new CircuitOpenError('https://api.example.org', 9));
    }),
  );

  operatorLaws(
    { describe, it },
    {
      name: 'afterFirstRead',
      make: () => afterFirstRead(stageOf().session),
      sample: [pageOf(), pageOf({ unchanged: true })],
    },
  );
});
