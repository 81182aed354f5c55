import { expect } from 'chai';
import { EMPTY, map, NEVER, VirtualTimeScheduler } from 'rxjs';
import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { CircuitOpenError } from '../../lib/errors/CircuitOpenError.js';
import { CredentialsRefusedError } from '../../lib/errors/CredentialsRefusedError.js';
import { DecodeError } from '../../lib/errors/DecodeError.js';
import { NotFoundError } from '../../lib/errors/NotFoundError.js';
import { OriginNotAllowedError } from '../../lib/errors/OriginNotAllowedError.js';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { RedirectRefusedError } from '../../lib/errors/RedirectRefusedError.js';
import { ResponseTooLargeError } from '../../lib/errors/ResponseTooLargeError.js';
import { UnauthorizedError } from '../../lib/errors/UnauthorizedError.js';
import { UpstreamStatusError } from '../../lib/errors/UpstreamStatusError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { UpstreamUnreachableError } from '../../lib/errors/UpstreamUnreachableError.js';
import type { SyncRun } from '../../lib/model/SyncRun.js';
import { isRefusedForNow, toLostTrigger, toUnknownTrigger, triggerOnce } from '../../lib/sync/triggerOnce.js';
import { marbles } from '../../lib/testing/marbles.js';
import { at, connectionOf, runOf, triggerOf } from '../support/builders.js';
import type { UserScript } from '../support/scriptedUser.js';
import { type Stage, stageOf } from '../support/stage.js';

function journalled(script: UserScript, options = {}, scope = '7'): { stage: Stage; run: SyncRun } {
  const stage = stageOf(script, options, { plan: { scope } });
  const run = runOf({ scope });
  stage.user.journal.begin(run, new Date(0)).subscribe();
  return { stage, run };
}

function virtualAt(ms: number): VirtualTimeScheduler {
  const scheduler = new VirtualTimeScheduler();
  scheduler.frame = ms;
  return scheduler;
}

const refusal = new RateLimitedError('trigger sync', 1);

const REFUSED = [
  refusal,
  new CircuitOpenError('https://api.test', 1),
  new UpstreamUnreachableError('trigger sync', false, 'ECONNREFUSED'),
  new UpstreamTimeoutError('trigger sync', 1, 'token'),
  new UpstreamTimeoutError('trigger sync', 1, 'permit'),
];
const AMBIGUOUS = [
  new UpstreamTimeoutError('trigger sync', 1),
  new UpstreamUnreachableError('trigger sync', true, 'ECONNRESET'),
  new UpstreamStatusError('trigger sync', 500, undefined),
  new UpstreamStatusError('trigger sync', 503, 1),
  new UpstreamStatusError('trigger sync', 408, undefined),
  new DecodeError('trigger sync', []),
  new ResponseTooLargeError('trigger sync', 9),
  new RedirectRefusedError('trigger sync', 302),
  new UpstreamStatusError('trigger sync', 304, undefined),
  new TypeError('not ours'),
];
const HOPELESS = [
  new CredentialsRefusedError(400, 'invalid_grant'),
  new AccessDeniedError('trigger sync'),
  new UnauthorizedError('trigger sync'),
  new UpstreamStatusError('trigger sync', 400, undefined),
  new NotFoundError('trigger sync', 404),
  new OriginNotAllowedError('trigger sync', 'https://evil.test'),
];

describe('triggerOnce', () => {
  it(
    'posts again only what upstream refused',
    marbles(({ cold, expectObservable, flush }) => {
      const answer = '  --R--A';
      const trigger = ' -----(t|)';
      const [refused, accepted] = [answer.trim().slice(0, 2), answer.trim().slice(3, 5)];
      const { stage, run } = journalled({
        triggers: [cold(`${refused}#`, {}, refusal), cold(`${accepted}(A|)`, { A: { at: at(0) } })],
      });
      expectObservable(triggerOnce(stage.session, run)).toBe(trigger, { t: triggerOf() });
      flush();
      expect(stage.notices.map(({ operation, inMs }) => `${operation} ${String(inMs)}`)).to.deep.equal([
        'trigger sync 1',
      ]);
    }),
  );

  it(
    'E2: dates an accepted POST without a Date by the attempt, not by the baseline before the refusals',
    marbles(({ expectObservable }) => {
      const late = new RateLimitedError('trigger sync', 20);
      const { stage, run } = journalled({ triggers: [late, {}], isDateless: true });
      const dates = triggerOnce(stage.session, { ...run, beganAt: new Date(0) }).pipe(
        map((trigger) => trigger.at.getTime() - run.baselineAt.getTime()),
      );
      expectObservable(dates).toBe('20ms (t|)', { t: 20 });
    }),
  );

  const slowly = (date: number, tookMs: number) => {
    const { stage, run } = journalled({ triggers: [{ at: at(date) }], postMs: tookMs }, { deadlineMs: 30_000 });
    return triggerOnce(stage.session, { ...run, beganAt: new Date(0) });
  };

  it(
    'E13: dates a slow POST by its answer, whichever moment the Date of that tells, and keeps when it was begun',
    marbles(({ expectObservable }) => {
      const trigger = triggerOf({ at: at(20_000), postedAt: at(0) });
      expectObservable(slowly(0, 20_000)).toBe('20s (t|)', { t: trigger });
      expectObservable(slowly(20_000, 20_000)).toBe('20s (t|)', { t: trigger });
    }),
  );

  it(
    'E13: never dates it by more than it took past the Date, should our clock have jumped since the baseline',
    marbles(({ expectObservable }) => {
      const { stage, run } = journalled({ triggers: [{ at: at(0) }], postMs: 2_000 });
      const dates = triggerOnce(stage.session, { ...run, beganAt: new Date(-3_600_000) }).pipe(
        map((trigger) => trigger.at),
      );
      expectObservable(dates).toBe('2s (t|)', { t: at(2_000) });
    }),
  );

  for (const error of REFUSED) {
    it(
      `T6: posts again after ${error.message}`,
      marbles(({ expectObservable, flush }) => {
        const { stage, run } = journalled({ triggers: [error, error, {}] });
        const accepted = triggerOnce(stage.session, run).pipe(map((trigger) => trigger.accepted));
        expectObservable(accepted).toBe(
          error instanceof RateLimitedError || error instanceof CircuitOpenError ? '--(t|)' : '(t|)',
          {
            t: true,
          },
        );
        flush();
        expect(stage.user.count('t')).to.equal(3);
      }),
    );
  }

  for (const error of AMBIGUOUS) {
    it(
      `T3: never posts again after ${error.message}`,
      marbles(({ expectObservable, flush }) => {
        const { stage, run } = journalled({ triggers: [error, {}] });
        expectObservable(triggerOnce(stage.session, run)).toBe('(t|)', {
          t: triggerOf({ accepted: false, postedAt: at(0) }),
        });
        flush();
        expect(stage.user.count('t')).to.equal(1);
      }),
    );
  }

  for (const error of HOPELESS) {
    it(
      `errors with ${error.name}: ${error.message}`,
      marbles(({ expectObservable, flush }) => {
        const { stage, run } = journalled({ triggers: [error, {}] });
        expectObservable(triggerOnce(stage.session, run)).toBe('#', {}, error);
        flush();
        expect(stage.user.count('t')).to.equal(1);
      }),
    );
  }

  it(
    'T6: gives a refusal up that would outlast the deadline',
    marbles(({ expectObservable }) => {
      const long = new RateLimitedError('trigger sync', 60);
      const { stage, run } = journalled({ triggers: [long] }, { deadlineMs: 50 });
      expectObservable(triggerOnce(stage.session, run)).toBe('#', {}, long);
    }),
  );

  it(
    'T4: dates an answer without a Date by the baseline',
    marbles(({ expectObservable }) => {
      const { stage, run } = journalled({ isDateless: true });
      expectObservable(triggerOnce(stage.session, run)).toBe('(t|)', { t: triggerOf() });
    }),
  );

  it(
    'T5: attaches when one is running already',
    marbles(({ expectObservable }) => {
      const { stage, run } = journalled({ triggers: [{ kind: 'alreadyRunning', connectionIds: [] }] });
      expectObservable(triggerOnce(stage.session, run)).toBe('(t|)', {
        t: triggerOf({ accepted: false, attached: true }),
      });
    }),
  );

  it(
    'T7: follows what upstream says it will sync, or all of the baseline when it was running already',
    marbles(({ expectObservable }) => {
      const named = journalled({ triggers: [{ connectionIds: ['8', '9'] }] }, {}, '*');
      expectObservable(triggerOnce(named.stage.session, named.run)).toBe('(t|)', {
        t: triggerOf({ connectionIds: ['8', '9'] }),
      });
      const busy = journalled({ triggers: [{ kind: 'alreadyRunning' }] }, {}, '*');
      expectObservable(triggerOnce(busy.stage.session, busy.run)).toBe('(t|)', {
        t: triggerOf({ accepted: false, attached: true }),
      });
    }),
  );

  it(
    'T3: takes a POST that ends without an answer for one that may have been carried out',
    marbles(({ expectObservable }) => {
      const { stage, run } = journalled({ triggers: [EMPTY] });
      expectObservable(triggerOnce(stage.session, run)).toBe('(t|)', {
        t: triggerOf({ accepted: false, postedAt: at(0) }),
      });
    }),
  );

  it(
    'T3: waits for an answer no longer than the deadline, whatever the port makes of it',
    marbles(({ expectObservable }) => {
      const { stage, run } = journalled({ triggers: [NEVER] }, { deadlineMs: 77 });
      const accepted = triggerOnce(stage.session, run).pipe(map((trigger) => trigger.accepted));
      expectObservable(accepted).toBe('77ms (t|)', { t: false });
    }),
  );

  it(
    'passes the time left on',
    marbles(({ flush }) => {
      const { stage, run } = journalled({ connections: { 7: connectionOf() } }, { deadlineMs: 77 });
      triggerOnce(stage.session, run).subscribe();
      flush();
      expect(stage.user.calls[0]?.deadlineMs).to.equal(77);
    }),
  );
});

describe('isRefusedForNow', () => {
  it('is sure that upstream did not carry it out', () => {
    expect(REFUSED.map(isRefusedForNow)).to.not.include(false);
    expect([...AMBIGUOUS, ...HOPELESS].map(isRefusedForNow)).to.not.include(true);
  });
});

describe('toLostTrigger', () => {
  it('counts from now on, and keeps that what ended since the baseline is in doubt', () => {
    const { stage, run } = journalled({ scheduler: virtualAt(5_000) });
    expect(toLostTrigger(stage.session, { ...run, beganAt: new Date(0) })).to.deep.equal(
      triggerOf({ at: at(5_000), accepted: false, postedAt: at(0) }),
    );
  });
});

describe('toUnknownTrigger', () => {
  it('counts from the baseline on, for every connection of it', () => {
    expect(toUnknownTrigger(runOf())).to.deep.equal(triggerOf({ accepted: false }));
  });
});
