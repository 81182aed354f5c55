import { expect } from 'chai';
import { ignoreElements, merge, switchMap, timer } from 'rxjs';
import { NotFoundError } from '../../../lib/errors/NotFoundError.js';
import type { Connection } from '../../../lib/model/Connection.js';
import type { Outcome } from '../../../lib/model/Outcome.js';
import type { QueueApi } from '../../../lib/ports/QueueApi.js';
import { outcomes } from '../../../lib/sync/outcomes.js';
import { syncAllConnections } from '../../../lib/sync/syncAllConnections.js';
import { syncConnection } from '../../../lib/sync/syncConnection.js';
import { buildAccount } from '../../../lib/testing/builders/buildAccount.js';
import { runMarbles } from '../../../lib/testing/runMarbles.js';
import { at, channelOf, connectionOf, eventOf, YESTERDAY } from '../../support/builders.js';
import { scriptedUser, type UserScript } from '../../support/scriptedUser.js';
import { seededEntropy } from '../../../lib/testing/seededEntropy.js';

const S = 1_000;

interface Told {
  readonly result: string;
  readonly rule: string;
  readonly atS: number;
  readonly outcome: Outcome;
}

/** The outcome of a sync with the defaults, and when it was told. */
function lived(
  script: UserScript,
  sync: (user: QueueApi) => ReturnType<typeof syncConnection> = (user) => syncConnection(user, { connectionId: '7' }),
): Told | undefined {
  return runMarbles(({ scheduler, flush }) => {
    const told: Told[] = [];
    const user = scriptedUser({ scheduler, random: seededEntropy(7).random, ...script });
    sync(user)
      .pipe(outcomes())
      .subscribe((outcome) =>
        told.push({
          result: outcome.result,
          rule: outcome.evidence.rule,
          atS: Math.floor(scheduler.now() / S),
          outcome,
        }),
      );
    flush();
    expect(told).to.have.lengthOf(1);
    return told[0];
  });
}

/** What upstream holds from each second on. */
const from =
  (...steps: readonly (readonly [number, Connection])[]) =>
  (now: number): Connection =>
    steps.filter(([second]) => now >= second * S).at(-1)?.[1] ?? connectionOf();

const stateOf = (status: string, channel: string, endedS?: number): Connection =>
  connectionOf({
    status,
    channels: [channelOf({ status: channel, lastEndAt: endedS === undefined ? YESTERDAY : at(endedS * S) })],
  });
const rest = stateOf('SUCCESS', 'SUCCESS');
const running = (endedS?: number) => stateOf('RUNNING', 'RUNNING', endedS);
const ended = (endedS: number) => stateOf('SUCCESS', 'SUCCESS', endedS);
const refused = (endedS?: number) => stateOf('FAILED', 'AUTH_FAILED', endedS);

/** A POST that takes 20 s and is answered with the date of its beginning. */
const SLOW = { postMs: 20 * S, triggers: [{ at: at(0) }] };
const noQueue = { newQueue: new NotFoundError('subscribe queue', 404) };

describe('ends that are dated or shown late', () => {
  it('E13: takes no end of the sync of the night for ours, which came while the POST was under way', () => {
    const story = from([0, running()], [10, ended(10)], [60, running(10)], [90, refused(90)]);
    const told = lived({ ...SLOW, connections: { 7: story } }, (user) => syncAllConnections(user));
    expect(told).to.include({ result: 'actionRequired', rule: 'endDate' });
  });

  it('E13: says so even if that sync began after the baseline, in a sync of one connection', () => {
    const story = from([0, rest], [2, running()], [10, ended(10)], [60, running(10)], [90, refused(90)]);
    expect(lived({ ...SLOW, connections: { 7: story } })).to.include({ result: 'actionRequired', rule: 'endDate' });
  });

  it('E13: loses no end of ours that came while the POST was under way', () => {
    for (const story of [from([0, rest], [2, running()], [15, ended(15)]), from([0, rest], [15, ended(15)])]) {
      const told = lived({ ...SLOW, connections: { 7: story } });
      expect(told).to.include({ result: 'succeeded', rule: 'endDate' });
      expect(told?.outcome.hasFreshData).to.equal(true);
      expect(told?.atS).to.be.within(140, 170);
    }
  });

  it('E13: counts at once what ended after a slow POST', () => {
    const told = lived({ ...SLOW, connections: { 7: from([0, rest], [2, running()], [25, ended(25)]) } });
    expect(told).to.include({ result: 'succeeded', rule: 'endDate' });
    expect(told?.atS).to.be.below(45);
  });

  for (const [title, script] of [
    ['without a queue', noQueue],
    ['with a queue that stays silent', {}],
  ] as const)
    it(`T9: waits for the ALL sync after a list of accounts that was joined, ${title}`, () => {
      const story = from([0, running()], [8, ended(8)], [30, running(8)], [60, refused(60)]);
      expect(lived({ ...script, connections: { 7: story } })).to.include({ result: 'actionRequired', rule: 'endDate' });
    });

  it('T9: gives the accounts to who asked for their list while an ALL sync was running', () => {
    const told = lived(
      { accounts: [buildAccount({ id: '5' })], connections: { 7: from([0, rest], [2, running()], [60, ended(60)]) } },
      (user) => {
        const all = syncConnection(user, { connectionId: '7' });
        const list = syncConnection(user, { connectionId: '7', type: 'LIST_ACCOUNTS', until: 'list' });
        return merge(all.pipe(ignoreElements()), timer(5 * S, user.scheduler).pipe(switchMap(() => list)));
      },
    );
    expect(told).to.include({ result: 'succeeded', rule: 'endDate' });
    expect(told?.outcome.accounts?.map(({ id }) => id)).to.deep.equal(['5']);
    expect(told?.outcome.newAccountIds).to.equal(undefined);
  });

  it('E3: takes no answer about another connection for the state of ours', () => {
    const foreign = { ...ended(2), id: '8' };
    const story = from([0, rest], [2, foreign], [40, running()], [90, refused(90)]);
    const told = lived({ connections: { 7: story } });
    expect(told).to.include({ result: 'actionRequired', rule: 'endDate' });
  });

  it('E3: takes no state of another connection out of an event', () => {
    const foreign = { ...ended(2), id: '8' };
    const event = eventOf({ id: '1', type: 'SYNC_ALL_SUCCESS', createdAt: at(2 * S), connection: foreign });
    const story = from([0, rest], [1, running()], [90, refused(90)]);
    const told = lived({ connections: { 7: story }, queue: (now) => (now >= 2 * S ? [event] : []) });
    expect(told).to.include({ result: 'actionRequired', rule: 'endDate' });
  });

  for (const [title, story] of [
    ['RUNNING was seen', from([0, rest], [3, running()], [20, ended(20 - 600)])],
    ['RUNNING was never seen', from([0, rest], [3, ended(3 - 600)])],
  ] as const)
    it(`E2: finds the end on a server whose Date is ten minutes ahead of its end dates, when ${title}`, () => {
      const told = lived({ connections: { 7: story } });
      expect(told).to.include({ result: 'succeeded', rule: 'endDate' });
      expect(told?.outcome.hasFreshData).to.equal(true);
      expect(told?.atS).to.be.below(160);
    });

  it('E2: takes no end from just before the trigger for ours, even if nothing else ever shows', () => {
    const story = from([0, rest], [3, ended(-3)]);
    expect(lived({ connections: { 7: story } })).to.include({ result: 'timedOut' });
  });

  for (const [title, own] of [
    ['progress', { type: 'LOGIN_STARTED' }],
    ['RUNNING', { type: 'LOGIN_STARTED', connection: running() }],
    ['an end without a state', { type: 'SYNC_ALL_DONE', createdAt: at(9 * S) }],
  ] as const)
    it(`E6: takes no failed login of before for the end while looks lag 25 s behind an event of ${title}`, () => {
      const event = eventOf({ id: '1', createdAt: at(2 * S), ...own });
      const story = from([0, refused()], [25, running()], [60, ended(60)]);
      const told = lived({ connections: { 7: story }, queue: (now) => (now >= 2 * S ? [event] : []) });
      expect(told).to.include({ result: 'succeeded', rule: 'endDate' });
    });

  it('E6: still finds a login that fails again without a date, once nothing else shows', () => {
    const event = eventOf({ id: '1', type: 'LOGIN_FAILED', createdAt: at(2 * S) });
    const told = lived({ connections: { 7: refused() }, queue: (now) => (now >= 2 * S ? [event] : []) });
    expect(told).to.include({ result: 'actionRequired', rule: 'event' });
  });
});
