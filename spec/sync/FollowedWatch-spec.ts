import { expect } from 'chai';
import { NEVER, of } from 'rxjs';
import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { CredentialsRefusedError } from '../../lib/errors/CredentialsRefusedError.js';
import { ResponseTooLargeError } from '../../lib/errors/ResponseTooLargeError.js';
import { UpstreamStatusError } from '../../lib/errors/UpstreamStatusError.js';
import type { SyncUpdate } from '../../lib/model/SyncUpdate.js';
import { FollowedWatch } from '../../lib/sync/FollowedWatch.js';
import { startWatch } from '../../lib/sync/Watch.js';
import { marbles } from '../../lib/testing/marbles.js';
import {
  at,
  baselineOf,
  connectionOf,
  endedOf,
  endEventOf,
  eventOf,
  runningOf,
  runOf,
  triggerOf,
} from '../support/builders.js';
import { letterOf } from '../support/lettered.js';
import { stepwise } from '../support/scriptedUser.js';
import { type Stage, stageOf } from '../support/stage.js';

const ended = endedOf(5);
const END = { kind: 'queue', events: [endEventOf(ended)] } as const;
const NOTHING = { kind: 'queue', events: [] } as const;

function followedOn({ session, user }: Stage) {
  const told: string[] = [];
  const errors: unknown[] = [];
  const run = {
    tell: (updates: readonly SyncUpdate[]) => {
      if (updates.length > 0) told.push(`${String(user.scheduler.now())} ${updates.map(letterOf).join('')}`);
    },
    error: (error: unknown) => void errors.push(error),
  };
  return {
    followed: new FollowedWatch(session, startWatch(runOf(), triggerOf(), baselineOf(), 'all'), run),
    told,
    errors,
  };
}

describe('FollowedWatch', () => {
  const NOT_TO_BE_SEEN = [
    new AccessDeniedError('read connection'),
    new UpstreamStatusError('read connection', 422, undefined),
    new ResponseTooLargeError('read connection', 9),
  ];
  for (const refused of NOT_TO_BE_SEEN) {
    it(
      `leaves the other connections alone when this one cannot be looked at: ${refused.name}`,
      marbles(({ flush }) => {
        const script = { connections: { 7: refused } };
        const all = followedOn(stageOf(script, {}, { plan: { scope: '*' } }));
        const alone = followedOn(stageOf(script));
        for (const { followed } of [all, alone]) followed.begin();
        flush();
        expect(alone.errors).to.deep.equal([refused]);
        expect(all.errors).to.deep.equal([]);
        expect(all.followed.observe(END).map(letterOf)).to.deep.equal(['E', 'O']);
        alone.followed.leave();
      }),
    );
  }

  it(
    'ends a connection of many that cannot be looked at with what its last look could not tell',
    marbles(({ flush }) => {
      const script = { connections: { 7: new AccessDeniedError('read connection') } };
      const { followed, told } = followedOn(stageOf(script, {}, { plan: { scope: '*' } }));
      followed.begin();
      followed.lookLast();
      flush();
      expect(told).to.deep.equal(['0 O']);
    }),
  );

  it(
    'tells all of refused credentials, of many connections as well',
    marbles(({ flush }) => {
      const refused = new CredentialsRefusedError(400, 'invalid_grant');
      const { followed, errors } = followedOn(stageOf({ connections: { 7: refused } }, {}, { plan: { scope: '*' } }));
      followed.begin();
      flush();
      expect(errors).to.deep.equal([refused]);
    }),
  );

  it('gives what an observation has to tell, with the outcome at the end', () => {
    const { followed } = followedOn(stageOf());
    expect(followed.observe({ kind: 'queue', events: [eventOf()] }).map(letterOf)).to.deep.equal(['e']);
    expect(followed.hasEnded).to.equal(false);
    expect(followed.observe(END).map(letterOf)).to.deep.equal(['E', 'O']);
    expect(followed.hasEnded).to.equal(true);
    expect(followed.observe(END)).to.deep.equal([]);
  });

  const step = (id: string, second: number) =>
    eventOf({ id, type: 'SYNC_STARTED', createdAt: at(second * 1_000), connectionId: '7' });

  it(
    'E13: goes on when draining shows that another sync has begun, and ends with that one',
    marbles(({ flush, scheduler }) => {
      const states = { a: endedOf(5_000), r: runningOf(), b: endedOf(30_000) };
      const script = { connections: { 7: stepwise('a 8000ms r 16000ms b', states) } };
      const { followed } = followedOn(stageOf(script, { drainPolls: 2, statusEveryMs: 1_000, deadlineMs: 60_000 }));
      expect(followed.observe({ kind: 'queue', events: [step('1', 1)] }).map(letterOf)).to.deep.equal(['e']);
      const end = { kind: 'queue', events: [endEventOf(states.a)] } as const;
      expect(followed.observe(end).map(letterOf)).to.deep.equal(['E', 'D']);
      expect(followed.observe({ kind: 'queue', events: [step('2', 5)] }).map(letterOf)).to.deep.equal(['e']);
      expect(followed.hasEnded).to.equal(false);
      followed.act();
      const told: SyncUpdate[] = [];
      const read = (): void => {
        told.push(...followed.observe(NOTHING));
        followed.act();
        if (!followed.hasEnded) scheduler.schedule(read, 500);
      };
      scheduler.schedule(read, 500);
      flush();
      const ends = told.map((update) =>
        update.kind === 'outcome' ? update.evidence.endDates.map(({ after }) => after) : update.kind,
      );
      expect(ends.at(-1)).to.deep.equal([at(30_000)]);
      expect(ends.filter((end) => typeof end !== 'string')).to.have.length(1);
      expect(scheduler.now()).to.be.greaterThan(24_000);
    }),
  );

  it('concludes when another sync begins, but no time is left to follow it', () => {
    const { followed } = followedOn(stageOf({}, { drainPolls: 1 }, { known: runOf({ expiresAt: new Date(0) }) }));
    followed.observe({ kind: 'queue', events: [step('1', 0)] });
    followed.observe(END);
    expect(followed.observe({ kind: 'queue', events: [step('2', 5)] }).map(letterOf)).to.deep.equal(['e', 'O']);
    expect(followed.hasEnded).to.equal(true);
  });

  it(
    'drains after the end: every read but that of a queue that is gone counts',
    marbles(() => {
      const { followed } = followedOn(stageOf({}, { drainPolls: 2 }));
      expect(followed.observe(END).map(letterOf)).to.deep.equal(['E', 'D']);
      expect(followed.observe({ kind: 'noQueue' })).to.deep.equal([]);
      expect(followed.observe({ kind: 'queueFailed' })).to.deep.equal([]);
      expect(followed.hasEnded).to.equal(false);
      expect(followed.observe({ kind: 'queue', events: [eventOf()] }).map(letterOf)).to.deep.equal(['e', 'O']);
      expect(followed.hasEnded).to.equal(true);
    }),
  );

  it(
    'reports the outcome when the late reads do not come',
    marbles(({ flush }) => {
      const { followed, told } = followedOn(stageOf({}, { drainPolls: 1, drainEveryMs: 10 }));
      followed.observe(END);
      flush();
      expect(told).to.deep.equal(['5010 O']);
      expect(followed.hasEnded).to.equal(true);
    }),
  );

  it(
    'looks from the beginning, and at once on suspicion, until the end',
    marbles(({ expectObservable, flush }) => {
      const stage = stageOf({ connections: { 7: stepwise('b--d', { b: connectionOf(), d: ended }) } });
      const { followed, told } = followedOn(stage);
      expectObservable(stage.user.looks).toBe('l--l');
      stage.user.scheduler.schedule(() => {
        followed.begin();
      });
      stage.user.scheduler.schedule(() => {
        followed.observe({ kind: 'queue', events: [endEventOf(connectionOf())] });
        followed.act();
        expect(followed.observe(NOTHING).map(letterOf)).to.deep.equal(['O']);
        followed.act();
      }, 3);
      flush();
      expect(told).to.deep.equal([]);
    }),
  );

  it(
    'asks for a read of the queue when only the connection shows an end',
    marbles(({ expectObservable, flush }) => {
      const stage = stageOf({ connections: { 7: ended } });
      const { followed, told } = followedOn(stage);
      expectObservable(stage.wakes).toBe('-w');
      stage.user.scheduler.schedule(() => {
        followed.begin();
      }, 1);
      stage.user.scheduler.schedule(() => {
        expect(told).to.deep.equal([]);
        expect(followed.observe(NOTHING).map(letterOf)).to.deep.equal(['O']);
      }, 2);
      flush();
      expect(followed.hasEnded).to.equal(true);
    }),
  );

  it('looks a last time while it is open, and ends with that', () => {
    const { followed, told } = followedOn(stageOf({ connections: { 7: runningOf() } }));
    followed.lookLast();
    expect(told.map((line) => line.split(' ')[1])).to.deep.equal(['O']);
    followed.lookLast();
    expect(told).to.have.length(1);
  });

  it('reports refusals of a look, and what the rules of the caller throw', () => {
    const refused = new CredentialsRefusedError(400, 'invalid_grant');
    const one = followedOn(stageOf({ connections: { 7: refused } }));
    one.followed.begin();
    expect(one.errors).to.deep.equal([refused]);
    const thrown = new Error('clock');
    const stage = stageOf({ connections: { 7: of(ended) } });
    const session = {
      ...stage.session,
      readQueueNow: () => {
        throw thrown;
      },
    };
    const two = followedOn({ ...stage, session });
    two.followed.begin();
    expect(two.errors).to.deep.equal([thrown]);
    two.followed.leave();
  });

  it(
    'frees looks and drain when it is left',
    marbles(({ flush }) => {
      const stage = stageOf({ lookMs: 5, connections: { 7: NEVER } }, { drainPolls: 2 });
      const open = followedOn(stage);
      open.followed.begin();
      open.followed.leave();
      const draining = followedOn(stage);
      draining.followed.observe(END);
      draining.followed.leave();
      flush();
      expect(stage.user.calls.map(({ aborted }) => aborted)).to.deep.equal([true]);
      expect(draining.told).to.deep.equal([]);
    }),
  );

  it(
    'ends its drain when the queue is read no more, before or after the end',
    marbles(({ flush }) => {
      const stage = stageOf({}, { drainPolls: 2, drainEveryMs: 3 });
      const [before, after] = [followedOn(stage), followedOn(stage)];
      before.followed.endQueue();
      before.followed.observe(END);
      after.followed.observe(END);
      after.followed.endQueue();
      flush();
      expect([before.told, after.told]).to.deep.equal([['3 O'], ['3 O']]);
    }),
  );
});
