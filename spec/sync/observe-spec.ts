import { expect } from 'chai';
import { observe } from '../../lib/sync/observe.js';
import { startWatch, type Observation, type Watch } from '../../lib/sync/Watch.js';
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
} from '../support/builders.js';
import { quick } from '../support/quick.js';
import { RETRYING } from '../support/stage.js';

const BASELINE = baselineOf();
const settings = quick({ startGraceMs: 100, chainGraceMs: 50 });
const observing = observe(settings);

function after(...observations: readonly Observation[]): Watch {
  return observations.reduce(observing, startWatch(runOf(), triggerOf(), BASELINE, 'all'));
}

function afterListing(until: 'list' | 'all', ...observations: readonly Observation[]): Watch {
  const start = startWatch(runOf({ type: 'LIST_ACCOUNTS' }), triggerOf(), baselineOf({ accountIds: ['5'] }), until);
  return observations.reduce(observing, start);
}

const look = (connection: ReturnType<typeof connectionOf>, elapsedMs = 0, serverAt = at(0)): Observation => ({
  kind: 'look',
  connection,
  serverAt,
  elapsedMs,
});
const read = (...events: ReturnType<typeof eventOf>[]): Observation => ({ kind: 'queue', events });
const lookedAgain = (one: ReturnType<typeof connectionOf>, ms: number): Observation => look(one, ms, at(ms * 1_000));

describe('observe', () => {
  it('tells each event of a read, in its order', () => {
    const [one, two] = [eventOf({ id: '1' }), eventOf({ id: '2' })];
    expect(after(read(one, two)).updates).to.deep.equal(
      [one, two].map((event) => ({ kind: 'event', event, late: false, connectionId: '7' })),
    );
  });

  it('A35: notes when something is told again that is no end, of the same channel, in a sync without lists', () => {
    const told = (id: string, second: number, own: Parameters<typeof eventOf>[0] = {}) =>
      eventOf({ id, type: 'SYNC_STARTED', createdAt: at(second * 1_000), ...own });
    const again = (...events: ReturnType<typeof eventOf>[]) => after(read(...events)).toldAgainAt;
    expect(again(told('1', 1), told('2', 9, { type: 'LOGIN_SUCCESS' }))).to.equal(0);
    expect(again(told('1', 1, { channelId: '1' }), told('2', 9, { channelId: '2' }))).to.equal(0);
    expect(again(endEventOf(endedOf(5)), endEventOf(endedOf(5), { id: '31' }))).to.equal(0);
    expect(again(told('1', 1), told('2', 9), told('3', 5))).to.equal(at(9_000).getTime());
    const list = eventOf({ id: '2', type: 'LIST_ACCOUNTS_SUCCESS', accounts: [], connection: endedOf(3) });
    expect(afterListing('all', read(told('1', 1), list, told('3', 9))).toldAgainAt).to.equal(0);
  });

  it('leaves the value as it is when a read tells nothing for the second time', () => {
    const quiet = after(read(), read());
    expect(observing(quiet, read())).to.equal(quiet);
  });

  it('takes a state of the queue for an end when all of it is fresh', () => {
    const watch = after(read(endEventOf(endedOf(5))));
    expect(watch).to.deep.include({ observedIn: 'queue', verdict: { kind: 'ended', rule: 'endDate' } });
  });

  it('wants an end of the connection confirmed by a read of the queue after it', () => {
    const seen = after(look(runningOf()), look(endedOf(5)));
    expect(seen.verdict).to.deep.equal({ kind: 'unconfirmed', rule: 'endDate' });
    expect(observing(seen, read()).verdict).to.deep.equal({ kind: 'ended', rule: 'endDate' });
  });

  it('takes two failed reads for one, so that a broken queue confirms nothing too soon', () => {
    const seen = after(look(endedOf(5)), { kind: 'queueFailed' });
    expect(seen.verdict.kind).to.equal('unconfirmed');
    expect(observing(seen, { kind: 'queueFailed' }).verdict.kind).to.equal('ended');
  });

  it('needs no confirmation when the queue is gone', () => {
    expect(after(look(endedOf(5)), { kind: 'noQueue' }).verdict).to.deep.equal({ kind: 'ended', rule: 'endDate' });
  });

  it('has a queue again when one is read', () => {
    expect(after({ kind: 'noQueue' }, read()).queueAvailable).to.equal(true);
  });

  it('tells a repetition and judges nothing by it', () => {
    expect(after(look(endedOf(5)), RETRYING)).to.deep.include({ updates: [RETRYING], verdict: { kind: 'open' } });
  });

  it('E10: ends when upstream no longer knows the connection', () => {
    const watch = after(look(runningOf()), { kind: 'look', elapsedMs: 9 });
    expect(watch).to.deep.include({ connection: undefined, verdict: { kind: 'ended', rule: 'closed' }, updates: [] });
  });

  it('U6: lets the newer state stand when events come out of order', () => {
    const old = eventOf({ id: '1', createdAt: at(1_000), connection: runningOf() });
    const young = endEventOf(endedOf(5_000), { id: '2', createdAt: at(5_000) });
    expect(after(read(young, old)).connection?.status).to.equal('SUCCESS');
    expect(after(read(old, young)).connection?.status).to.equal('SUCCESS');
  });

  it('U6: lets no look undo an end that an event of that moment or later told', () => {
    const end = endEventOf(endedOf(5_000), { createdAt: at(5_000) });
    const judged = after(read(end), look(runningOf(), 6_000, at(5_000)));
    expect(judged.connection).to.deep.equal(endedOf(5_000));
    expect(judged.verdict).to.deep.equal({ kind: 'open' });
  });

  it('U6: takes an undated state only when it takes back no end', () => {
    const { createdAt, ...undated } = eventOf({ id: '1', connection: runningOf() });
    expect(createdAt).to.deep.equal(at(0));
    expect(after(look(endedOf(5)), read(undated)).connection).to.deep.equal(endedOf(5));
    expect(after(look(connectionOf()), read(undated)).connection).to.deep.equal(runningOf());
  });

  it('counts looks in a row that show the same state at rest', () => {
    const failed = connectionOf({ status: 'FAILED' });
    expect(after(look(connectionOf()), look(connectionOf())).steadyLooks).to.equal(2);
    expect(after(look(connectionOf()), look(failed)).steadyLooks).to.equal(1);
    expect(
      after(look(connectionOf()), look(connectionOf({ channels: [channelOf({ id: '2' })] }))).steadyLooks,
    ).to.equal(1);
    expect(after(look(connectionOf()), look(endedOf(1)), look(endedOf(1))).steadyLooks).to.equal(2);
    expect(after(look(connectionOf()), look(runningOf()), look(connectionOf())).steadyLooks).to.equal(1);
  });

  it('remembers that RUNNING was seen, in a look or in an event', () => {
    expect(after(look(runningOf())).runningSeen).to.equal(true);
    expect(after(read(eventOf({ connection: runningOf() }))).runningSeen).to.equal(true);
    expect(after(read(eventOf({ connection: connectionOf() }))).runningSeen).to.equal(false);
  });

  it('E4: lets an event support only a state that was looked at after it', () => {
    const failed = connectionOf({ status: 'FAILED', channels: [channelOf({ status: 'FAILED' })] });
    const suspected = after(look(failed), read(eventOf()));
    expect(suspected.verdict).to.deep.equal({ kind: 'suspected' });
    const once = observing(observing(suspected, look(failed, 5)), read());
    expect(once.verdict, 'a beginning may look like the failure before').to.deep.equal({ kind: 'open' });
    const soon = observing(observing(once, look(failed, 15)), read());
    expect(soon.verdict, 'a look may lag behind').to.deep.equal({ kind: 'open' });
    const later = observing(observing(soon, look(failed, 55)), read());
    expect(later.verdict).to.deep.equal({ kind: 'ended', rule: 'event' });
  });

  describe('E13: when an end is in doubt', () => {
    const slow = triggerOf({ at: at(20_000), postedAt: at(0) });
    const doubted = (trigger: typeof slow, ...observations: readonly Observation[]): Watch =>
      observations.reduce(observing, startWatch(runOf(), trigger, BASELINE, 'all'));
    const resting = (ended: number, from: number, to: number): readonly Observation[] =>
      [from, to].map((ms) => look(endedOf(ended), ms, at(20_000)));

    it('counts one from within the POST after the grace, as fresh', () => {
      expect(doubted(slow, ...resting(10_000, 0, 99), read()).verdict.kind).to.equal('open');
      const watch = doubted(slow, ...resting(10_000, 0, 100), read());
      expect(watch.verdict).to.deep.equal({ kind: 'ended', rule: 'endDate' });
      expect(watch.baseline.since).to.deep.equal(at(0));
    });

    it('counts none from just before it, unless RUNNING was seen', () => {
      expect(doubted(slow, ...resting(-3_000, 0, 500), read()).verdict.kind).to.equal('open');
      expect(doubted(slow, look(runningOf()), ...resting(-3_000, 0, 500), read()).verdict.kind).to.equal('ended');
    });

    it('counts one from more than a minute before it, which only another clock explains', () => {
      expect(doubted(slow, ...resting(-60_000, 0, 500), read()).verdict.kind).to.equal('open');
      expect(doubted(slow, ...resting(-60_001, 0, 500), read()).verdict.kind).to.equal('ended');
    });

    it('asks the whole grace of one that shows up later, although the state of before has rested for it', () => {
      const before = [look(runningOf()), ...[0, 100].map((ms) => look(connectionOf(), ms, at(20_000)))];
      expect(doubted(slow, ...before, ...resting(10_000, 110, 209), read()).verdict.kind).to.equal('open');
      const watch = doubted(slow, ...before, ...resting(10_000, 110, 210), read());
      expect(watch.verdict).to.deep.equal({ kind: 'ended', rule: 'endDate' });
    });

    it('counts none of a connection that the baseline did not know', () => {
      const unknown = startWatch(runOf(), slow, { connectionId: '7', status: 'unknown', channels: [] }, 'all');
      const watch = [...resting(-80_000, 0, 500), read()].reduce(observing, unknown);
      expect(watch.verdict.kind).to.equal('open');
    });

    it('takes an event from within the POST for a sign of life, and for one of ours after the grace', () => {
      const failed = connectionOf({ status: 'FAILED' });
      const event = eventOf({ createdAt: at(5_000) });
      const told = doubted(slow, read(event));
      expect(told).to.deep.include({ event: undefined, postEvent: event });
      const looks = [0, 99, 100].map((ms) => look(failed, ms, at(20_000)));
      expect([...looks.slice(0, 2), read()].reduce(observing, told).verdict.kind).to.equal('open');
      expect([...looks, read()].reduce(observing, told).verdict).to.deep.equal({ kind: 'ended', rule: 'event' });
    });

    it('takes an account list from within the POST for what it is', () => {
      const list = eventOf({ type: 'LIST_ACCOUNTS_SUCCESS', createdAt: at(5_000), accounts: [] });
      const watch = doubted(slow, read(list));
      expect(watch.chains).to.equal(true);
      expect(watch.frame.since).to.deep.equal(at(20_000));
    });
  });

  it('E3: takes no state of another connection out of an event', () => {
    const foreign = endedOf(5, 'SUCCESS', { id: '8' });
    expect(after(read(endEventOf(foreign, { connectionId: '7' }))).connection).to.equal(undefined);
  });

  describe('at the deadline', () => {
    it('E10: takes a connection that the last look does not find for gone', () => {
      expect(after(look(runningOf()), { kind: 'deadline', failed: false }).verdict).to.deep.include({ rule: 'closed' });
    });

    it('ends as timed out with the last known state', () => {
      expect(after(look(runningOf()), { kind: 'deadline', failed: true })).to.deep.include({
        connection: runningOf(),
        verdict: { kind: 'ended', rule: 'deadline' },
      });
    });

    it('ends by what the last look shows, without a further read of the queue', () => {
      const watch = after(look(runningOf()), { kind: 'deadline', failed: false, connection: endedOf(5) });
      expect(watch.verdict).to.deep.equal({ kind: 'ended', rule: 'endDate' });
    });

    it('takes an event for the proof of a failure that the last look shows', () => {
      const failed = connectionOf({ status: 'FAILED', channels: [channelOf({ status: 'FAILED' })] });
      const end = eventOf({ type: 'SYNC_ALL_FAILED' });
      expect(after(read(end), { kind: 'deadline', failed: false, connection: failed }).verdict).to.deep.include({
        rule: 'event',
      });
      expect(after(read(eventOf()), { kind: 'deadline', failed: false, connection: failed }).verdict).to.deep.include({
        rule: 'deadline',
      });
      expect(after(look(failed), read(eventOf()), { kind: 'deadline', failed: true }).verdict).to.deep.include({
        rule: 'deadline',
      });
    });
  });

  describe('T9: over an account list', () => {
    const listed = eventOf({
      id: 'l',
      type: 'LIST_ACCOUNTS_SUCCESS',
      channelId: '1',
      createdAt: at(5_000),
      connection: endedOf(5_000),
      accounts: [{ id: '5' }, { id: '6' }],
    });

    it('ends when every active channel is listed, if that was asked for', () => {
      const watch = afterListing('list', read(listed));
      expect(watch.verdict).to.deep.equal({ kind: 'ended', rule: 'accountList' });
      expect([...watch.accounts.keys()]).to.deep.equal(['5', '6']);
    });

    it('takes a list without a channel for one list, whichever channel it is of', () => {
      const { channelId, ...unnamed } = listed;
      expect(channelId).to.equal('1');
      const both = connectionOf({ status: 'RUNNING', channels: [channelOf(), channelOf({ id: '2' })] });
      const once = afterListing('list', look(both), read({ ...unnamed, connection: both }));
      expect(once.verdict.kind).to.equal('open');
      expect(observing(once, read({ ...unnamed, id: 'm', connection: both })).verdict.kind).to.equal('ended');
    });

    it('goes by what a type says when the list names no accounts', () => {
      const { accounts, ...empty } = listed;
      expect(accounts).to.have.length(2);
      expect(afterListing('list', read(empty))).to.deep.include({ verdict: { kind: 'ended', rule: 'accountList' } });
    });

    it('waits for the ALL sync to end past the list', () => {
      const watch = afterListing('all', read(listed));
      expect(watch.verdict.kind).to.not.equal('ended');
      const ended = endEventOf(endedOf(9_000), { createdAt: at(9_000) });
      expect(observing(watch, read(ended)).verdict).to.deep.equal({ kind: 'ended', rule: 'endDate' });
    });

    it('keeps the frame when the list tells no date', () => {
      const { createdAt, ...undated } = listed;
      expect(createdAt).to.deep.equal(at(5_000));
      expect(afterListing('all', read(undated)).frame.since).to.deep.equal(at(0));
    });

    it('takes an end that only the connection shows for that of the list, then waits the grace for the ALL sync', () => {
      const seen = afterListing('all', read(), lookedAgain(endedOf(5_000), 10));
      expect(seen).to.deep.include({ listedAtMs: 10 });
      expect(seen.verdict.kind).to.equal('open');
      const within = observing(observing(seen, lookedAgain(endedOf(5_000), 40)), read());
      expect(within.verdict.kind).to.equal('open');
      const past = observing(observing(within, lookedAgain(endedOf(5_000), 70)), read());
      expect(past.verdict).to.deep.equal({ kind: 'ended', rule: 'endDate' });
    });

    it('goes on waiting while the ALL sync is RUNNING', () => {
      const seen = afterListing('all', lookedAgain(endedOf(5_000), 10), lookedAgain(runningOf(), 90), read());
      expect(seen.verdict.kind).to.equal('open');
    });

    it('frames nothing while nothing is fresh', () => {
      expect(afterListing('all', lookedAgain(connectionOf(), 10)).listedAtMs).to.equal(undefined);
    });

    it('trusts an end event of the ALL sync', () => {
      const end = eventOf({ id: 'e', type: 'SYNC_ALL_SUCCESS', createdAt: at(9_000) });
      const seen = afterListing('all', read(listed), read(end), lookedAgain(endedOf(9_000), 90), read());
      expect(seen.verdict).to.deep.equal({ kind: 'ended', rule: 'endDate' });
    });
  });
});
