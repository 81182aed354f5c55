import { expect } from 'chai';
import { defer, of, throwError, VirtualTimeScheduler } from 'rxjs';
import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { type RetryNotice, type RetryPolicy, retryWithBackoff } from '../../lib/operators/retryWithBackoff.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';
import { marbles } from '../../lib/testing/marbles.js';

const half = { random: () => 0.5 };
const always = (): boolean => true;
const timeout = new UpstreamTimeoutError('read', 100);

describe('retryWithBackoff', () => {
  it(
    'repeats a failing source, then gives up with its last error',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('  --#');
      const expected = '     --------#';
      const policy = { attempts: 2, baseMs: 2, capMs: 2, scheduler, entropy: half, isRetryable: always };
      expectObservable(source.pipe(retryWithBackoff(policy))).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(['^-!', '---^-!', '------^-!']);
    }),
  );

  it(
    'stops repeating once it succeeds',
    marbles(({ cold, expectObservable, scheduler }) => {
      const answers = [cold('-#', {}, timeout), cold('-#', {}, timeout), cold('-(a|)')];
      const source = defer(() => answers.shift() ?? of());
      const policy = { attempts: 9, baseMs: 4, capMs: 100, scheduler, entropy: half };
      expectObservable(source.pipe(retryWithBackoff(policy))).toBe('--------' + '-(a|)');
    }),
  );

  it(
    'frees source and timer when its subscriber leaves during a pause',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('-#', {}, timeout);
      const policy = { attempts: 9, baseMs: 20, capMs: 20, scheduler, entropy: half };
      expectObservable(source.pipe(retryWithBackoff(policy)), '^----!').toBe('------');
      expectSubscriptions(source.subscriptions).toBe('^!');
    }),
  );

  it('waits as long as upstream asked for, and tells so before', () => {
    const { notices, endedAt, error } = run(new RateLimitedError('read', 7_000), { attempts: 2 });
    expect(notices.map(({ attempt, inMs }) => [attempt, inMs])).to.deep.equal([
      [1, 7_000],
      [2, 7_000],
    ]);
    expect(endedAt).to.equal(14_000);
    expect(error).to.be.instanceOf(RateLimitedError);
    expect(notices[0]?.error).to.equal(error);
  });

  it('does not repeat what cannot succeed later', () => {
    const { notices, error } = run(new AccessDeniedError('read'), { attempts: 5 });
    expect(notices).to.deep.equal([]);
    expect(error).to.be.instanceOf(AccessDeniedError);
  });

  it('does not repeat with no attempts', () => {
    expect(run(timeout, { attempts: 0 }).notices).to.deep.equal([]);
  });

  it('begins no pause that would outlast the deadline', () => {
    const error = new RateLimitedError('read', 400);
    expect(run(error, { attempts: 9, deadlineMs: 1_199 })).to.include({ endedAt: 800 });
    expect(run(error, { attempts: 9, deadlineMs: 1_200 })).to.include({ endedAt: 1_200 });
    expect(run(error, { attempts: 9, deadlineMs: 0 })).to.include({ endedAt: 0 });
  });

  it('counts attempts and deadline afresh for each subscription', () => {
    const clock = new VirtualTimeScheduler();
    let subscriptions = 0;
    const source = defer(() => {
      subscriptions += 1;
      return throwError(() => timeout);
    });
    const result = source.pipe(retryWithBackoff({ attempts: 2, baseMs: 2, capMs: 2, scheduler: clock, entropy: half }));
    for (let i = 0; i < 2; i += 1) {
      result.subscribe({ error: () => undefined });
      clock.flush();
    }
    expect(subscriptions).to.equal(6);
  });

  it('ends with what a callback throws', () => {
    const thrown = new Error('callback');
    const failing = (): never => {
      throw thrown;
    };
    expect(run(timeout, { attempts: 2, onRetry: failing }).error).to.equal(thrown);
    expect(run(timeout, { attempts: 2, isRetryable: failing }).error).to.equal(thrown);
  });

  it('refuses nonsense at the call', () => {
    const policy = { attempts: 1, baseMs: 1, capMs: 1, scheduler: new VirtualTimeScheduler(), entropy: half };
    expect(() => retryWithBackoff({ ...policy, attempts: -1 })).to.throw('attempts: expected ≥ 0 repetitions, got -1');
    expect(() => retryWithBackoff({ ...policy, baseMs: NaN })).to.throw('baseMs');
    expect(() => retryWithBackoff({ ...policy, capMs: -1 })).to.throw('capMs');
    expect(() => retryWithBackoff({ ...policy, deadlineMs: -1 })).to.throw('deadlineMs');
  });
});

operatorLaws<number, number>(
  { describe, it },
  {
    name: 'retryWithBackoff',
    make: (scheduler) => retryWithBackoff({ attempts: 2, baseMs: 5, capMs: 5, scheduler, entropy: half }),
    sample: [1, 2, 3],
    makeThrowing: (scheduler, thrown) =>
      retryWithBackoff({
        attempts: 2,
        baseMs: 5,
        capMs: 5,
        scheduler,
        entropy: half,
        isRetryable: () => {
          throw thrown;
        },
      }),
  },
);

function run(
  error: unknown,
  policy: Partial<RetryPolicy>,
): { notices: RetryNotice[]; endedAt: number; error: unknown } {
  const clock = new VirtualTimeScheduler();
  const notices: RetryNotice[] = [];
  const seen: { notices: RetryNotice[]; endedAt: number; error: unknown } = { notices, endedAt: -1, error: undefined };
  const source = throwError(() => error);
  const full = { attempts: 1, baseMs: 100, capMs: 1_000, scheduler: clock, entropy: half, ...policy };
  source.pipe(retryWithBackoff({ onRetry: (notice) => notices.push(notice), ...full })).subscribe({
    error: (last: unknown) => {
      seen.error = last;
      seen.endedAt = clock.now();
    },
  });
  clock.flush();
  return seen;
}
