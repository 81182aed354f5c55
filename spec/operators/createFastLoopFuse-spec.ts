import { expect } from 'chai';
import fc from 'fast-check';
import { type SchedulerLike, VirtualTimeScheduler } from 'rxjs';
import { createFastLoopFuse, type FastLoopFuseOptions } from '../../lib/operators/createFastLoopFuse.js';

describe('createFastLoopFuse', () => {
  it('never touches a poller that keeps to the forgiven rate, however long nothing is new', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 15_000 }), (everyMs) => {
        const { ask, clock } = made({});
        for (let i = 0; i < 500; i += 1) clock.schedule(ask('read'), i * everyMs);
        clock.flush();
        expect(ask.answers).to.deep.equal(Array.from({ length: 500 }, (_, i) => i * everyMs));
      }),
      { numRuns: 20 },
    );
  });

  it('counts each key for itself', () => {
    const { ask } = made({ requests: 1, failAfter: 1 });
    for (const key of ['a', 'b', 'c', 'a']) ask(key)();
    expect(ask.answers).to.deep.equal([0, 0, 0, 'FastLoopError']);
  });

  it('forgives a loop that has rested', () => {
    const { ask, clock } = made({ requests: 2, failAfter: 3 }, undefined, 20);
    for (const at of [0, 0, 0, 0, 1_000]) clock.schedule(ask('read'), at);
    clock.flush();
    expect(ask.answers).to.deep.equal([0, 0, 'FastLoopError', 10, 1_000]);
  });

  it('starts afresh after progress', () => {
    const { ask, fuse } = made({ requests: 1, failAfter: 1 });
    ask('read')();
    fuse.progress('read');
    fuse.progress('unheard of');
    ask('read')();
    expect(ask.answers).to.deep.equal([0, 0]);
  });

  it('forgets the key longest unused beyond its bound', () => {
    const { ask } = made({ requests: 1, failAfter: 1, maxKeys: 2 });
    for (const key of ['a', 'b', 'c', 'a']) ask(key)();
    expect(ask.answers).to.deep.equal([0, 0, 0, 0]);
    ask('c')();
    expect(ask.answers.at(-1)).to.equal('FastLoopError');
  });

  it('goes on forgiving after the clock jumped back', () => {
    const clock = new VirtualTimeScheduler();
    let jumpMs = 3_600_000;
    const scheduler: SchedulerLike = { now: () => clock.now() + jumpMs, schedule: clock.schedule.bind(clock) };
    const { ask } = made({ failAfter: 30, scheduler }, clock);
    ask('read')();
    jumpMs = 0;
    for (let i = 1; i <= 100; i += 1) clock.schedule(ask('read'), i * 2_000);
    clock.flush();
    expect(ask.answers).to.have.length(101);
    expect(ask.answers.at(-1)).to.equal(200_000);
  });

  it('refuses nonsense at the call', () => {
    expect(() => made({ requests: 0 })).to.throw('requests');
    expect(() => made({ failAfter: 19 })).to.throw('failAfter: expected ≥ 20 requests, got 19');
    expect(() => made({ maxKeys: 0 })).to.throw('maxKeys');
  });
});

type Ask = ((key: string) => () => void) & { readonly answers: (number | string)[] };

function made(options: Partial<FastLoopFuseOptions>, clock = new VirtualTimeScheduler(), withinMs = 2_000) {
  const fuse = createFastLoopFuse({ scheduler: clock, ...options });
  const answers: (number | string)[] = [];
  const ask: Ask = Object.assign(
    (key: string) => () => {
      fuse.request(key, key, withinMs).subscribe({
        next: () => answers.push(clock.now()),
        error: (error: unknown) => answers.push(error instanceof Error ? error.name : 'unknown'),
      });
    },
    { answers },
  );
  return { fuse, ask, clock };
}
