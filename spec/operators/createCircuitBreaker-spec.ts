import { expect } from 'chai';
import { defer, mergeMap, type SchedulerLike, throwError, timer, VirtualTimeScheduler } from 'rxjs';
import { CircuitOpenError } from '../../lib/errors/CircuitOpenError.js';
import { NotFoundError } from '../../lib/errors/NotFoundError.js';
import { UpstreamStatusError } from '../../lib/errors/UpstreamStatusError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { UpstreamUnreachableError } from '../../lib/errors/UpstreamUnreachableError.js';
import { circuitBreaker } from '../../lib/operators/circuitBreaker.js';
import {
  type CircuitBreaker,
  type CircuitBreakerOptions,
  createCircuitBreaker,
} from '../../lib/operators/createCircuitBreaker.js';
import { retryWithBackoff } from '../../lib/operators/retryWithBackoff.js';

const origin = 'https://api.example.com';
const none = { random: () => 0 };
const down = new UpstreamStatusError('read', 503, undefined);

describe('createCircuitBreaker', () => {
  it('opens after failures in a row, not after as many with a success between', () => {
    const { breaker } = made({ failures: 3 });
    for (const how of ['fail', 'fail', 'succeed', 'fail', 'fail'] as const) breaker.enter()[how](down);
    breaker.enter().fail(down);
    expect(() => breaker.enter()).to.throw(CircuitOpenError);
  });

  it('says when to come back, spread by chance', () => {
    const { breaker, clock } = made({ failures: 1, openMs: 1_000 });
    breaker.enter().fail(down);
    expect(refusal(breaker)).to.equal(1_000);
    jump(clock, 400);
    expect(refusal(breaker)).to.equal(600);

    const spread = made({ failures: 1, openMs: 1_000, entropy: { random: () => 0.5 } }).breaker;
    spread.enter().fail(down);
    expect(refusal(spread)).to.equal(900 + 125);
  });

  it('gives what it opened for as the cause of its refusals', () => {
    const { breaker, clock } = made({ failures: 2, openMs: 1_000 });
    const refused = new UpstreamUnreachableError('read', false, 'ECONNREFUSED');
    breaker.enter().fail(down);
    breaker.enter().fail(refused);
    expect(causeOf(breaker)).to.equal(refused);
    jump(clock, 1_000);
    breaker.enter().fail(down);
    expect(causeOf(breaker)).to.equal(down);
  });

  it('admits one probe at a time and doubles its patience up to the cap', () => {
    const { breaker, clock } = made({ failures: 1, openMs: 1_000, maxOpenMs: 3_000 });
    breaker.enter().fail(down);
    for (const patience of [1_000, 2_000, 3_000, 3_000]) {
      jump(clock, patience - 1);
      expect(refusal(breaker)).to.equal(1);
      jump(clock, 1);
      const probe = breaker.enter();
      expect(refusal(breaker)).to.equal(1);
      probe.fail(down);
    }
    jump(clock, 3_000);
    breaker.enter().succeed();
    breaker.enter().fail(down);
    expect(refusal(breaker)).to.equal(1_000);
  });

  it('lets calls from before the change of the circuit change nothing', () => {
    const { breaker, clock } = made({ failures: 1, openMs: 1_000 });
    const [early, late, third] = [breaker.enter(), breaker.enter(), breaker.enter()];
    breaker.enter().fail(down);
    early.succeed();
    expect(refusal(breaker)).to.equal(1_000);
    jump(clock, 1_000);
    const probe = breaker.enter();
    late.fail(down);
    third.abandon();
    expect(refusal(breaker)).to.equal(1);
    probe.succeed();
    breaker.enter().succeed();
  });

  it('counts the first thing a pass is told and ignores the rest', () => {
    const { breaker } = made({ failures: 2 });
    const pass = breaker.enter();
    pass.succeed();
    for (let i = 0; i < 5; i += 1) pass.fail(down);
    breaker.enter().fail(down);
    breaker.enter().abandon();
    breaker.enter().fail(down);
    expect(() => breaker.enter()).to.throw(CircuitOpenError);
  });

  it('counts timeouts, broken exchanges and 5xx, and takes any other answer for life', () => {
    const opens = (error: unknown): boolean => {
      const { breaker } = made({ failures: 1 });
      breaker.enter().fail(error);
      try {
        breaker.enter();
        return false;
      } catch {
        return true;
      }
    };
    expect(opens(down)).to.equal(true);
    expect(opens(new UpstreamTimeoutError('read', 100))).to.equal(true);
    expect(opens(new UpstreamUnreachableError('read', true, 'ECONNRESET'))).to.equal(true);
    expect(opens(new UpstreamStatusError('read', 400, undefined))).to.equal(false);
    expect(opens(new NotFoundError('read', 404))).to.equal(false);
    expect(opens(new Error('ours'))).to.equal(false);
  });

  it('stays open no longer than its interval when the clock jumps back', () => {
    const clock = new VirtualTimeScheduler();
    let jumpMs = 0;
    const scheduler: SchedulerLike = { now: () => clock.now() + jumpMs, schedule: clock.schedule.bind(clock) };
    const { breaker } = made({ failures: 1, openMs: 1_000, scheduler });
    breaker.enter().fail(down);
    jumpMs = -3_600_000;
    expect(refusal(breaker)).to.equal(1_000);
    jump(clock, 1_000);
    breaker.enter().succeed();
  });

  it('spares an origin that is down for 10 min, and heals 1,000 streams within two intervals', () => {
    const entropy = seeded(7);
    const { breaker, clock } = made({ entropy });
    const healsAt = 600_000;
    let requests = 0;
    const request = defer(() => timer(20, clock)).pipe(
      mergeMap(() => {
        requests += clock.now() < healsAt ? 1 : 0;
        return clock.now() < healsAt ? throwError(() => down) : [clock.now()];
      }),
    );
    const healedAt: number[] = [];
    const policy = { attempts: Infinity, baseMs: 500, capMs: 30_000, scheduler: clock, entropy };
    for (let i = 0; i < 1_000; i += 1) {
      const stream = timer(entropy.random() * 5_000, clock).pipe(mergeMap(() => request.pipe(circuitBreaker(breaker))));
      stream.pipe(retryWithBackoff(policy)).subscribe((at) => healedAt.push(at));
    }
    clock.flush();
    expect(requests).to.be.at.most(5 + 20 + 9); // those in flight when it opened, then the probes
    expect(healedAt).to.have.length(1_000);
    expect(Math.max(...healedAt)).to.be.lessThan(healsAt + 2 * 120_000);
    expect(busiestSecond(healedAt)).to.be.at.most(200);
  });

  it('refuses nonsense at the call', () => {
    expect(() => made({ failures: 0 })).to.throw('failures: expected ≥ 1 failures, got 0');
    expect(() => made({ openMs: 0 })).to.throw('openMs');
    expect(() => made({ openMs: 10, maxOpenMs: 9 })).to.throw('maxOpenMs: expected ≥ 10 ms, got 9');
  });
});

function made(options: Partial<CircuitBreakerOptions>): { breaker: CircuitBreaker; clock: VirtualTimeScheduler } {
  const clock = new VirtualTimeScheduler();
  return { breaker: createCircuitBreaker({ origin, scheduler: clock, entropy: none, ...options }), clock };
}

function refusal(breaker: CircuitBreaker): number {
  return refusedBy(breaker).retryAfterMs;
}

function causeOf(breaker: CircuitBreaker): unknown {
  return refusedBy(breaker).cause;
}

function refusedBy(breaker: CircuitBreaker): CircuitOpenError {
  try {
    breaker.enter();
  } catch (error) {
    if (error instanceof CircuitOpenError) return error;
  }
  throw new Error('was admitted');
}

function jump(clock: VirtualTimeScheduler, ms: number): void {
  clock.schedule(() => undefined, ms);
  clock.flush();
}

function seeded(seed: number): { random: () => number } {
  let state = seed;
  return { random: () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647 };
}

function busiestSecond(instants: readonly number[]): number {
  const perSecond = new Map<number, number>();
  for (const at of instants) perSecond.set(Math.floor(at / 1_000), (perSecond.get(Math.floor(at / 1_000)) ?? 0) + 1);
  return Math.max(...perSecond.values());
}
