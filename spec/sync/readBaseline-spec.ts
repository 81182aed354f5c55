import { expect } from 'chai';
import { map, NEVER } from 'rxjs';
import { CredentialsRefusedError } from '../../lib/errors/CredentialsRefusedError.js';
import { UpstreamStatusError } from '../../lib/errors/UpstreamStatusError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { readBaseline, toConnectionBaseline } from '../../lib/sync/readBaseline.js';
import { marbles } from '../../lib/testing/marbles.js';
import { at, channelOf, connectionOf, YESTERDAY } from '../support/builders.js';
import { stageOf } from '../support/stage.js';

const before = connectionOf();
const down = new UpstreamStatusError('read connection', 503, undefined);

describe('readBaseline', () => {
  it(
    'reads once more after a failure that may pass',
    marbles(({ cold, expectObservable, flush }) => {
      const answer = '   --#--c';
      const baseline = ' -----(b|)';
      const answers = [
        cold(answer.trim().slice(0, 3), {}, down),
        cold(`${answer.trim().slice(3, 5)}(c|)`, { c: before }),
      ];
      const { session, notices } = stageOf(
        { random: () => 0.5, connections: { 7: () => answers.shift() } },
        { retryBaseMs: 2, retryCapMs: 2 },
      );
      expectObservable(readBaseline(session)).toBe(baseline, {
        b: { at: at(0), connections: [before], accountIds: undefined },
      });
      flush();
      expect(notices).to.have.length(1);
      expect(notices[0]).to.deep.include({ operation: 'read connection', attempt: 1, inMs: 1 });
    }),
  );

  it(
    'E12: errors when reading fails too often, or cannot succeed',
    marbles(({ expectObservable, flush }) => {
      const often = stageOf({ connections: { 7: down } }, { retryAttempts: 2 });
      expectObservable(readBaseline(often.session)).toBe('#', {}, down);
      const refused = new CredentialsRefusedError(400, 'invalid_grant');
      const never = stageOf({ connections: { 7: refused } });
      expectObservable(readBaseline(never.session)).toBe('#', {}, refused);
      flush();
      expect([often.user.count('l'), never.user.count('l')]).to.deep.equal([3, 1]);
    }),
  );

  it(
    'E12: errors at the deadline when upstream does not answer',
    marbles(({ expectObservable }) => {
      const { session } = stageOf({ connections: { 7: NEVER } }, { deadlineMs: 9 });
      expectObservable(readBaseline(session)).toBe('---------#', {}, new UpstreamTimeoutError('read baseline', 9));
    }),
  );

  it(
    'passes the time left to its calls',
    marbles(({ flush }) => {
      const { user, session } = stageOf({ connections: { 7: before } }, { deadlineMs: 9 });
      readBaseline(session).subscribe();
      flush();
      expect(user.calls.map(({ deadlineMs }) => deadlineMs)).to.deep.equal([9]);
    }),
  );

  it(
    'gives an empty baseline for a connection that upstream does not know',
    marbles(({ expectObservable }) => {
      const connections = readBaseline(stageOf().session).pipe(map((baseline) => baseline.connections));
      expectObservable(connections).toBe('(b|)', { b: [] });
    }),
  );

  it(
    'goes by our own clock when upstream sends none',
    marbles(({ expectObservable }) => {
      const { session } = stageOf({ isDateless: true, lookMs: 3, connections: { 7: before } });
      expectObservable(readBaseline(session).pipe(map((baseline) => baseline.at.getTime()))).toBe('---(t|)', { t: 3 });
    }),
  );

  it(
    'T9: reads the accounts for a LIST_ACCOUNTS sync, with repetitions',
    marbles(({ expectObservable, flush }) => {
      let asked = 0;
      const { session, notices } = stageOf(
        { connections: { 7: before }, accounts: () => (asked++ === 0 ? down : [{ id: '5' }]) },
        {},
        { plan: { type: 'LIST_ACCOUNTS' } },
      );
      expectObservable(readBaseline(session).pipe(map(({ accountIds }) => accountIds))).toBe('(b|)', { b: ['5'] });
      flush();
      expect(notices.map(({ operation }) => operation)).to.deep.equal(['read accounts']);
    }),
  );

  it(
    'reads all connections of a run over all',
    marbles(({ expectObservable }) => {
      const other = connectionOf({ id: '8' });
      const { session } = stageOf({ connections: { 7: before, 8: other } }, {}, { plan: { scope: '*' } });
      expectObservable(readBaseline(session)).toBe('(b|)', {
        b: { at: at(0), connections: [before, other], accountIds: undefined },
      });
    }),
  );
});

describe('toConnectionBaseline', () => {
  it('keeps what tells a new end from an old one', () => {
    expect(toConnectionBaseline(before, undefined)).to.deep.equal({
      connectionId: '7',
      status: 'SUCCESS',
      channels: [{ id: '1', status: 'SUCCESS', lastEndAt: YESTERDAY }],
    });
  });

  it('leaves out dates that are not there, and takes the accounts', () => {
    const { lastEndAt, ...endless } = channelOf();
    expect(lastEndAt).to.deep.equal(YESTERDAY);
    expect(toConnectionBaseline(connectionOf({ channels: [endless] }), ['5'])).to.deep.equal({
      connectionId: '7',
      status: 'SUCCESS',
      channels: [{ id: '1', status: 'SUCCESS' }],
      accountIds: ['5'],
    });
  });
});
