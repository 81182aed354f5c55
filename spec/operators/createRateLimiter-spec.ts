import { expect } from 'chai';
import fc from 'fast-check';
import { type SchedulerLike, VirtualTimeScheduler } from 'rxjs';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { createRateLimiter } from '../../lib/operators/createRateLimiter.js';

describe('createRateLimiter', () => {
  it('serves in the order of arrival, a burst at once and the rest at its rate', () => {
    const clock = new VirtualTimeScheduler();
    const limiter = createRateLimiter({ perSecond: 10, burst: 2, scheduler: clock });
    const served: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      limiter.permit().subscribe(() => served.push(`${name}@${String(clock.now())}`));
    }
    clock.flush();
    expect(served).to.deep.equal(['a@0', 'b@0', 'c@100', 'd@200']);
  });

  it('does not let someone who is served jump the queue', () => {
    const clock = new VirtualTimeScheduler();
    const limiter = createRateLimiter({ perSecond: 10, burst: 1, scheduler: clock });
    const served: string[] = [];
    const ask = (name: string): void => {
      limiter.permit().subscribe(() => {
        served.push(`${name}@${String(clock.now())}`);
        if (name === 'b') ask('b again');
      });
    };
    for (const name of ['a', 'b', 'c']) ask(name);
    clock.flush();
    expect(served).to.deep.equal(['a@0', 'b@100', 'c@200', 'b again@300']);
    expect(clock.now()).to.equal(300);
  });

  it('does not let a newcomer take what those who wait are about to get', () => {
    const clock = new VirtualTimeScheduler();
    let jumpMs = 0;
    const scheduler: SchedulerLike = { now: () => clock.now() + jumpMs, schedule: clock.schedule.bind(clock) };
    const limiter = createRateLimiter({ perSecond: 10, burst: 1, scheduler });
    const served: string[] = [];
    for (const name of ['a', 'b']) limiter.permit().subscribe(() => served.push(name));
    jumpMs = 60_000; // the permit is back, its timer has not run down yet
    limiter.permit().subscribe(() => served.push('c'));
    clock.flush();
    expect(served).to.deep.equal(['a', 'b', 'c']);
  });

  it('never hands out more than burst + rate × time, in any span', () => {
    const gaps = fc.array(fc.nat(400), { maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 5 }), (waits, perSecond, burst) => {
        const clock = new VirtualTimeScheduler();
        const limiter = createRateLimiter({ perSecond, burst, scheduler: clock });
        const served: number[] = [];
        let at = 0;
        for (const wait of waits) {
          at += wait;
          clock.schedule(() => limiter.permit().subscribe(() => served.push(clock.now())), at);
        }
        clock.flush();
        expect(served).to.have.length(waits.length);
        served.forEach((from, first) => {
          served.slice(first).forEach((to, more) => {
            expect(more + 1).to.be.at.most(burst + ((to - from + 1) * perSecond) / 1_000 + 1e-6);
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  it('refuses whoever finds the waiting room full, and says when to come back', () => {
    const clock = new VirtualTimeScheduler();
    const limiter = createRateLimiter({ perSecond: 10, burst: 1, maxWaiting: 2, scheduler: clock });
    const errors: unknown[] = [];
    for (let i = 0; i < 4; i += 1) limiter.permit().subscribe({ error: (error: unknown) => errors.push(error) });
    expect(errors).to.have.length(1);
    expect(errors[0]).to.be.instanceOf(RateLimitedError).and.include({ retryAfterMs: 300 });
  });

  it('gives a place back and clears its timer when the last one leaves', () => {
    const clock = new VirtualTimeScheduler();
    const limiter = createRateLimiter({ perSecond: 10, burst: 1, maxWaiting: 1, scheduler: clock });
    limiter.permit().subscribe();
    limiter.permit().subscribe().unsubscribe();
    const served: number[] = [];
    limiter.permit().subscribe(() => served.push(clock.now()));
    clock.flush();
    expect(served).to.deep.equal([100]);

    limiter.permit().subscribe().unsubscribe();
    expect(clock.actions.filter((action) => !action.closed)).to.deep.equal([]);
  });

  it('saves up no more than a burst over a jump of the clock, and survives one back', () => {
    const clock = new VirtualTimeScheduler();
    let jumpMs = 0;
    const jumpy: SchedulerLike = { now: () => clock.now() + jumpMs, schedule: clock.schedule.bind(clock) };
    const limiter = createRateLimiter({ perSecond: 10, burst: 2, scheduler: jumpy });
    const served: number[] = [];
    const ask = (): void => {
      for (let i = 0; i < 3; i += 1) limiter.permit().subscribe(() => served.push(clock.now()));
    };
    ask();
    jumpMs = 3_600_000;
    ask();
    jumpMs = -3_600_000;
    clock.flush();
    expect(served).to.have.length(6);
    expect(served[5]).to.be.at.most(600);
  });

  it('waits for a permit that comes once in months', () => {
    const clock = new VirtualTimeScheduler();
    const limiter = createRateLimiter({ perSecond: 1e-7, burst: 1, scheduler: clock });
    let servedAt = -1;
    limiter.permit().subscribe();
    limiter.permit().subscribe(() => (servedAt = clock.now()));
    clock.flush();
    expect(servedAt).to.be.within(1e10, 1e10 + 10);
  });

  it('refuses nonsense at the call', () => {
    const options = { perSecond: 1, burst: 1, scheduler: new VirtualTimeScheduler() };
    expect(() => createRateLimiter({ ...options, perSecond: 0 })).to.throw('perSecond');
    expect(() => createRateLimiter({ ...options, burst: 0 })).to.throw('burst: expected ≥ 1 permits, got 0');
    expect(() => createRateLimiter({ ...options, maxWaiting: -1 })).to.throw('maxWaiting');
  });
});
