import { expect } from 'chai';
import type { Evidence } from '../../lib/model/Evidence.js';
import type { OutcomeResult } from '../../lib/model/Outcome.js';
import { toOutcome } from '../../lib/sync/toOutcome.js';
import { startWatch, type Watch } from '../../lib/sync/Watch.js';
import {
  at,
  baselineOf,
  channelOf,
  connectionOf,
  endEventOf,
  eventOf,
  runOf,
  triggerOf,
  YESTERDAY,
} from '../support/builders.js';

const BASELINE = baselineOf();
const START = startWatch(runOf(), triggerOf(), BASELINE, 'all');

/** A watch of a connection in this status with channels in these. */
function watchOf(status: string, channels: readonly string[], own: Partial<Watch> = {}): Watch {
  const connection = connectionOf({
    status,
    channels: channels.map((channel, n) => channelOf({ id: String(n + 1), status: channel, lastEndAt: at(5) })),
  });
  return { ...START, connection, observedIn: 'connection', ...own };
}

const USER_STATUSES = [
  'AUTH_FAILED',
  'TOKEN_EXPIRED',
  'PASSWORD_CHANGE_REQUIRED',
  'CHALLENGE_REQUIRED',
  'USER_ACTION_REQUIRED',
];
const OTHER_STATUSES = [
  'SUCCESS',
  'PARTIAL_SUCCESS',
  'FAILED',
  'EMPTY',
  'CLOSED',
  'PROVIDER_UNAVAILABLE',
  'A_NEW_WORD',
];
const RESULTS: Readonly<Record<string, OutcomeResult>> = {
  SUCCESS: 'succeeded',
  PARTIAL_SUCCESS: 'partial',
  FAILED: 'failed',
  CLOSED: 'gone',
  NONE: 'notApplicable',
};

describe('toOutcome', () => {
  for (const [status, result] of Object.entries(RESULTS)) {
    it(`maps ${status} to ${result}, unless a channel needs the user, whatever the other is`, () => {
      for (const one of [...OTHER_STATUSES, ...USER_STATUSES]) {
        for (const other of [...OTHER_STATUSES, ...USER_STATUSES]) {
          const needsUser = [one, other].some((channel) => USER_STATUSES.includes(channel));
          const outcome = toOutcome(watchOf(status, [one, other]), 'endDate');
          expect(outcome.result, `${one} ${other}`).to.equal(needsUser ? 'actionRequired' : result);
        }
      }
    });
  }

  it('takes a status it does not know for a failure, for want of a proof', () => {
    expect(toOutcome(watchOf('A_NEW_WORD', ['SUCCESS']), 'endDate').result).to.equal('failed');
    expect(toOutcome(START, 'endDate').result).to.equal('failed');
  });

  const BY_RULE: readonly (readonly [Evidence['rule'], OutcomeResult, string])[] = [
    ['closed', 'gone', 'integrator'],
    ['manual', 'notApplicable', 'nobody'],
    ['unattended', 'actionRequired', 'user'],
    ['deadline', 'timedOut', 'nobody'],
    ['nothingMoved', 'notStarted', 'nobody'],
    ['refused', 'notStarted', 'nobody'],
  ];
  for (const [rule, result, whoMustAct] of BY_RULE) {
    it(`says ${result} when ${rule} decided, whatever the status`, () => {
      for (const status of Object.keys(RESULTS)) {
        const outcome = toOutcome(watchOf(status, ['SUCCESS']), rule);
        expect([outcome.result, outcome.whoMustAct, outcome.evidence.rule]).to.deep.equal([result, whoMustAct, rule]);
      }
    });
  }

  it('E6: says that the other channel brought data although the user must act', () => {
    const outcome = toOutcome(watchOf('PARTIAL_SUCCESS', ['SUCCESS', 'TOKEN_EXPIRED']), 'endDate');
    expect(outcome).to.deep.include({ result: 'actionRequired', hasFreshData: true, whoMustAct: 'user' });
  });

  it('sees no fresh data in a channel that failed, or whose end is old', () => {
    expect(toOutcome(watchOf('FAILED', ['FAILED']), 'endDate').hasFreshData).to.equal(false);
    const old = watchOf('SUCCESS', []);
    expect(toOutcome({ ...old, connection: connectionOf() }, 'runningSeen').hasFreshData).to.equal(false);
    expect(toOutcome(watchOf('PARTIAL_SUCCESS', ['PARTIAL_SUCCESS']), 'endDate').hasFreshData).to.equal(true);
  });

  it('takes a channel without end dates for fresh when it was seen RUNNING', () => {
    const { lastEndAt, ...endless } = channelOf();
    expect(lastEndAt).to.deep.equal(YESTERDAY);
    const watch = { ...START, connection: connectionOf({ channels: [endless] }) };
    expect(toOutcome(watch, 'runningSeen').hasFreshData).to.equal(true);
    expect(toOutcome(watch, 'deadline').hasFreshData).to.equal(false);
  });

  it('asks the bank when its side is down, the aggregator otherwise', () => {
    const down = connectionOf({
      status: 'FAILED',
      channels: [channelOf({ status: 'PROVIDER_UNAVAILABLE', unavailable: true })],
    });
    expect(toOutcome({ ...START, connection: down }, 'endDate').whoMustAct).to.equal('bank');
    expect(toOutcome(watchOf('FAILED', ['PROVIDER_UNAVAILABLE']), 'endDate').whoMustAct).to.equal('aggregator');
  });

  it('takes a past consent for no failure', () => {
    const expired = connectionOf({ channels: [channelOf({ lastEndAt: at(5), expiresAt: at(-1_000) })] });
    expect(toOutcome({ ...START, connection: expired }, 'endDate').result).to.equal('succeeded');
  });

  it('leaves out what a channel does not say', () => {
    const bare = { id: '1', status: 'SUCCESS', unavailable: false };
    expect(toOutcome({ ...START, connection: connectionOf({ channels: [bare] }) }, 'deadline').channels).to.deep.equal([
      { channelId: '1', status: 'SUCCESS', fresh: false, unavailable: false, whoMustAct: 'nobody' },
    ]);
  });

  it('proves itself by rule, place, dates and event', () => {
    const end = endEventOf(connectionOf(), { createdAt: at(4) });
    const { evidence } = toOutcome(watchOf('SUCCESS', ['SUCCESS'], { event: eventOf(), endEvent: end }), 'endDate');
    expect(evidence).to.deep.equal({
      rule: 'endDate',
      observedIn: 'connection',
      status: 'SUCCESS',
      triggeredAt: at(0),
      attached: false,
      event: { id: '30', type: 'SYNC_ALL_SUCCESS', createdAt: at(4) },
      endDates: [{ channelId: '1', before: YESTERDAY, after: at(5) }],
    });
  });

  it('proves itself by any event of ours when none announced the end', () => {
    const { createdAt, ...undated } = eventOf();
    expect(createdAt).to.deep.equal(at(0));
    const { evidence } = toOutcome({ ...START, event: undated }, 'deadline');
    expect(evidence.event).to.deep.equal({ id: '20', type: 'SYNC_STEP' });
    expect(evidence).to.not.have.property('status');
  });

  it('T9: says succeeded for account lists while the ALL sync that follows is RUNNING', () => {
    expect(toOutcome(watchOf('RUNNING', ['RUNNING']), 'accountList').result).to.equal('succeeded');
    expect(toOutcome(watchOf('FAILED', ['FAILED']), 'accountList').result).to.equal('failed');
  });

  it('T9: names the accounts, and which of them are new, when that can be known', () => {
    const accounts = new Map(['5', '6'].map((id) => [id, { id }]));
    expect(toOutcome({ ...START, accounts, knownAccounts: ['5'] }, 'accountList')).to.deep.include({
      accounts: [{ id: '5' }, { id: '6' }],
      newAccountIds: ['6'],
    });
    expect(toOutcome({ ...START, accounts }, 'accountList')).to.not.have.property('newAccountIds');
    expect(toOutcome(START, 'accountList')).to.not.have.property('accounts');
  });
});
