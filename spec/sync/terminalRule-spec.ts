import { expect } from 'chai';
import fc from 'fast-check';
import { hasBegunAgain, isAtRestFor, terminalRule } from '../../lib/sync/terminalRule.js';
import { startWatch, type Watch } from '../../lib/sync/Watch.js';
import {
  at,
  baselineOf,
  channelOf,
  connectionOf,
  endedOf,
  endEventOf,
  eventOf,
  runningOf,
  runOf,
  triggerOf,
  YESTERDAY,
} from '../support/builders.js';
import { quick } from '../support/quick.js';

const settings = quick({ startGraceMs: 600, chainGraceMs: 500 });
const BASELINE = baselineOf();

const START = startWatch(runOf(), triggerOf(), BASELINE, 'all');
const verdict = (own: Partial<Watch>) => terminalRule({ ...START, ...own }, settings);
/** Looked at, and the queue read after it. */
const looked = (own: Partial<Watch>) =>
  verdict({ observedIn: 'connection', readsSinceLook: 1, lookedSinceEvent: true, ...own });
const failed = connectionOf({ status: 'FAILED', channels: [channelOf({ status: 'FAILED' })] });

const undated = connectionOf({ channels: [{ id: '1', status: 'SUCCESS', unavailable: false }] });

describe('terminalRule', () => {
  it('is open while nothing is known', () => {
    expect(verdict({}).kind).to.equal('open');
  });

  it('is open while anything is RUNNING, whatever was announced', () => {
    const half = connectionOf({
      channels: [channelOf({ lastEndAt: at(5) }), channelOf({ id: '2', status: 'RUNNING' })],
    });
    for (const connection of [runningOf(), half]) {
      expect(looked({ connection, endEvent: endEventOf(connection) }).kind).to.equal('open');
      expect(verdict({ connection, observedIn: 'queue', endEvent: endEventOf(connection) }).kind).to.equal('open');
    }
  });

  it('is open for a status that it does not know', () => {
    fc.assert(
      fc.property(fc.string(), (status) => {
        fc.pre(!['SUCCESS', 'PARTIAL_SUCCESS', 'FAILED', 'CLOSED', 'NONE'].includes(status));
        expect(looked({ connection: endedOf(5, status), runningSeen: true }).kind).to.equal('open');
      }),
    );
  });

  it('E2: suspects what the queue tells of an end that is not fresh', () => {
    expect(verdict({ connection: connectionOf(), observedIn: 'queue' }).kind).to.equal('suspected');
  });

  it('ends by the queue when every active channel has a new end', () => {
    expect(verdict({ connection: endedOf(5), observedIn: 'queue' })).to.deep.equal({ kind: 'ended', rule: 'endDate' });
  });

  for (const status of ['CLOSED', 'NONE'])
    it(`wants ${status} confirmed by the connection itself`, () => {
      expect(verdict({ connection: endedOf(5, status), observedIn: 'queue' }).kind).to.equal('suspected');
    });

  it('T9: suspects the end of a chaining sync that no end event announced', () => {
    const chaining = { connection: endedOf(5), observedIn: 'queue', chains: true } as const;
    expect(verdict(chaining).kind).to.equal('suspected');
    expect(verdict({ ...chaining, endEvent: endEventOf(endedOf(5)) }).kind).to.equal('ended');
  });

  const RULES: readonly (readonly [string, Partial<Watch>, string | undefined])[] = [
    ['CLOSED', { connection: connectionOf({ status: 'CLOSED' }) }, 'closed'],
    ['NONE', { connection: connectionOf({ status: 'NONE' }) }, 'manual'],
    ['all channels fresh', { connection: endedOf(5) }, 'endDate'],
    [
      'the state of before, without any end date, although RUNNING was told',
      { connection: undated, runningSeen: true, steadyLooks: 2, elapsedMs: 599 },
      undefined,
    ],
    [
      'RUNNING told, and rest for the longer grace, without any end date',
      { connection: undated, runningSeen: true, steadyLooks: 2, elapsedMs: 600 },
      'runningSeen',
    ],
    [
      'RUNNING looked at and over for the grace, without any end date',
      { connection: undated, runningSeen: true, runningLooked: true, steadyLooks: 2, elapsedMs: 500 },
      'runningSeen',
    ],
    ['RUNNING seen, and the success of before', { connection: connectionOf(), runningSeen: true }, undefined],
    ['RUNNING seen, then a failure once', { connection: failed, runningSeen: true, steadyLooks: 1 }, undefined],
    [
      'RUNNING seen, then another failure for the grace',
      { connection: failed, runningSeen: true, steadyLooks: 2, elapsedMs: 500 },
      'runningSeen',
    ],
    ['nothing fresh', { connection: connectionOf() }, undefined],
    ['a success like before, with an event', { connection: connectionOf(), event: eventOf() }, undefined],
    ['a failure like before, with an event', { connection: failed, event: eventOf() }, undefined],
    [
      'a failure for the grace after an event',
      { connection: failed, event: eventOf(), steadyLooks: 2, elapsedMs: 500 },
      'event',
    ],
    [
      'a failure like before, with an end event',
      { connection: failed, event: eventOf(), endEvent: eventOf() },
      'event',
    ],
    ['a failure like before, without an event', { connection: failed }, undefined],
    ['a changed status, seen once', { connection: failed, steadyLooks: 1 }, undefined],
    ['a changed status, seen twice', { connection: failed, steadyLooks: 2, elapsedMs: 499 }, undefined],
    ['a changed status for the grace', { connection: failed, steadyLooks: 2, elapsedMs: 500 }, 'statusChanged'],
    ['no sign of life within the grace', { connection: connectionOf(), steadyLooks: 2, elapsedMs: 599 }, undefined],
    ['no sign of life after the grace', { connection: connectionOf(), steadyLooks: 2, elapsedMs: 600 }, 'nothingMoved'],
    ['no sign of life, looked at once', { connection: connectionOf(), steadyLooks: 1, elapsedMs: 600 }, undefined],
    [
      'an event and then nothing',
      { connection: connectionOf(), event: eventOf(), steadyLooks: 9, elapsedMs: 900 },
      undefined,
    ],
  ];
  for (const [title, watch, rule] of RULES) {
    it(`${rule === undefined ? 'is open' : `ends by ${rule}`} on a look that shows ${title}`, () => {
      expect(looked(watch)).to.deep.equal(rule === undefined ? { kind: 'open' } : { kind: 'ended', rule });
    });
  }

  describe('E13: when the sync was joined, which may have been one of the list of accounts', () => {
    const joined = [{ wasRunning: true }, { trigger: triggerOf({ accepted: false, attached: true }) }];

    it('ends by looks once a new end was at rest for the grace, or was announced', () => {
      for (const how of joined) {
        const ended = { ...how, connection: endedOf(5), steadyLooks: 2 };
        expect(looked({ ...ended, elapsedMs: 499 }).kind).to.equal('open');
        expect(looked({ ...ended, elapsedMs: 500 })).to.deep.equal({ kind: 'ended', rule: 'endDate' });
        expect(looked({ ...ended, elapsedMs: 0, endEvent: eventOf() }).kind).to.equal('ended');
      }
    });

    it('ends by the queue only if the end was announced', () => {
      for (const how of joined) {
        const told = { ...how, connection: endedOf(5), observedIn: 'queue' } as const;
        expect(verdict(told).kind).to.equal('suspected');
        expect(verdict({ ...told, endEvent: eventOf() }).kind).to.equal('ended');
      }
    });
  });

  describe('T3: when the POST got no answer, so that upstream may begin at any time', () => {
    const lost = { trigger: triggerOf({ accepted: false, postedAt: at(0) }), connection: endedOf(5) };

    it('ends by looks alone, once a new end was at rest for the grace, whatever was announced', () => {
      const told = { ...lost, endEvent: endEventOf(endedOf(5)) };
      expect(verdict({ ...told, observedIn: 'queue' }).kind).to.equal('suspected');
      expect(looked({ ...told, steadyLooks: 2, elapsedMs: 499 }).kind).to.equal('open');
      expect(looked({ ...told, steadyLooks: 2, elapsedMs: 500 })).to.deep.equal({ kind: 'ended', rule: 'endDate' });
    });
  });

  it('takes neither a change nor an event from within the POST for no sign of life', () => {
    const quiet = { connection: connectionOf(), steadyLooks: 2, elapsedMs: 600 };
    const failedBefore = { ...BASELINE, channels: [{ id: '1', status: 'FAILED', lastEndAt: YESTERDAY }] };
    expect(looked(quiet).kind).to.equal('ended');
    expect(looked({ ...quiet, postEvent: eventOf() }).kind).to.equal('open');
    expect(looked({ ...quiet, frame: startWatch(runOf(), triggerOf(), failedBefore, 'all').frame }).kind).to.equal(
      'open',
    );
  });

  describe('E6: when a login had failed before', () => {
    const before = {
      ...BASELINE,
      status: 'FAILED',
      channels: [{ id: '1', status: 'AUTH_FAILED', lastEndAt: YESTERDAY }],
    };
    const again = connectionOf({ status: 'FAILED', channels: [channelOf({ status: 'AUTH_FAILED' })] });
    const same = (own: Partial<Watch>) =>
      looked({ ...startWatch(runOf(), triggerOf(), before, 'all'), ...look, connection: again, ...own });
    const look = { observedIn: 'connection', readsSinceLook: 1, lookedSinceEvent: true, steadyLooks: 2 } as const;

    it('takes the same failure after mere progress for the state of before, until the longer grace is over', () => {
      expect(same({ event: eventOf(), elapsedMs: 599 }).kind).to.equal('open');
      expect(same({ event: eventOf(), elapsedMs: 600 })).to.deep.equal({ kind: 'ended', rule: 'event' });
    });

    it('does so for an end that was announced without a state, and not for one that tells of the failure', () => {
      expect(same({ event: eventOf(), endEvent: eventOf(), elapsedMs: 499 }).kind).to.equal('open');
      expect(same({ event: eventOf(), endEvent: endEventOf(again), elapsedMs: 0 }).kind).to.equal('ended');
    });
  });

  describe('when one channel of two is fresh', () => {
    const some = connectionOf({
      status: 'PARTIAL_SUCCESS',
      channels: [channelOf({ lastEndAt: at(5) }), channelOf({ id: '2', status: 'TOKEN_EXPIRED' })],
    });

    it('ends once that was at rest for the grace, for the other channel may be about to begin', () => {
      const resting = { connection: some, steadyLooks: 2, restingSinceMs: 10 };
      expect(looked({ ...resting, elapsedMs: 9 + settings.chainGraceMs }).kind).to.equal('open');
      expect(looked({ ...resting, elapsedMs: 10 + settings.chainGraceMs })).to.deep.equal({
        kind: 'ended',
        rule: 'endDate',
      });
    });

    it('does not end because an end was announced: each channel may announce its own', () => {
      expect(looked({ connection: some, endEvent: endEventOf(some), runningSeen: true }).kind).to.equal('open');
    });
  });

  it('wants an end confirmed by a read of the queue after the look', () => {
    const seen = { connection: endedOf(5), readsSinceLook: 0.5 };
    expect(looked(seen)).to.deep.equal({ kind: 'unconfirmed', rule: 'endDate' });
    expect(looked({ ...seen, queueAvailable: false }).kind).to.equal('ended');
  });

  it('wants no confirmation that nothing moved', () => {
    const lifeless = { connection: connectionOf(), steadyLooks: 2, elapsedMs: 600, readsSinceLook: 0 };
    expect(looked(lifeless)).to.deep.equal({ kind: 'ended', rule: 'nothingMoved' });
  });

  it('E4: suspects a failure that was looked at before its event', () => {
    expect(looked({ connection: failed, event: eventOf(), lookedSinceEvent: false }).kind).to.equal('suspected');
  });

  describe('T9: over account lists', () => {
    const listing = { until: 'list', connection: runningOf() } as const;

    it('ends when every active channel is listed, RUNNING or not', () => {
      expect(verdict({ ...listing, listedChannels: new Set(['1']) })).to.deep.equal({
        kind: 'ended',
        rule: 'accountList',
      });
    });

    it('waits for the channels that are not listed', () => {
      expect(verdict({ ...listing, listedChannels: new Set(['2']) }).kind).to.equal('open');
      expect(verdict({ ...listing, listedChannels: new Set() }).kind).to.equal('open');
    });

    it('goes past the lists when the ALL sync is asked for', () => {
      expect(verdict({ ...listing, until: 'all', listedChannels: new Set(['1']) }).kind).to.equal('open');
    });
  });
});

describe('isAtRestFor', () => {
  it('wants two looks alike, the first of them as long ago as asked for', () => {
    const resting = { ...START, steadyLooks: 2, restingSinceMs: 10, elapsedMs: 40 };
    expect([30, 31].map((ms) => isAtRestFor(resting, ms))).to.deep.equal([true, false]);
    expect(isAtRestFor({ ...resting, steadyLooks: 1 }, 30)).to.equal(false);
  });
});

describe('hasBegunAgain', () => {
  it('wants something told again no earlier than the end that is known, and that end to be a new one', () => {
    const ended = { ...START, connection: endedOf(5_000) };
    const told = [0, 4_999, 5_000, 9_000].map((ms) => (ms === 0 ? 0 : at(ms).getTime()));
    expect(told.map((toldAgainAt) => hasBegunAgain({ ...ended, toldAgainAt }))).to.deep.equal([
      false,
      false,
      true,
      true,
    ]);
    expect(hasBegunAgain({ ...START, connection: connectionOf(), toldAgainAt: at(9_000).getTime() })).to.equal(false);
    expect(hasBegunAgain({ ...START, connection: undefined, toldAgainAt: at(9_000).getTime() })).to.equal(false);
  });

  it('A35: makes an end wait for rest, whether the queue or a look shows it', () => {
    const ended = { connection: endedOf(5_000), toldAgainAt: at(5_000).getTime(), readsSinceLook: 1 };
    const quiet = { steadyLooks: 2, restingSinceMs: 0, elapsedMs: settings.chainGraceMs };
    expect(verdict({ ...ended, observedIn: 'queue' }).kind).to.equal('suspected');
    expect(verdict({ ...ended, observedIn: 'connection' }).kind).to.equal('open');
    expect(verdict({ ...ended, ...quiet, observedIn: 'connection' })).to.deep.equal({ kind: 'ended', rule: 'endDate' });
  });
});
