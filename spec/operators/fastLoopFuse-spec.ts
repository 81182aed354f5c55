import { expect } from 'chai';
import { defer, EMPTY, NEVER, type Observable, of, repeat, retry, VirtualTimeScheduler } from 'rxjs';
import { FastLoopError } from '../../lib/errors/FastLoopError.js';
import { createFastLoopFuse } from '../../lib/operators/createFastLoopFuse.js';
import { fastLoopFuse } from '../../lib/operators/fastLoopFuse.js';
import { pause } from '../../lib/operators/pause.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';
import { marbles } from '../../lib/testing/marbles.js';

const never = { key: 'read', operation: 'read', withinMs: 2_000, isProgress: () => false };
const quick = { ...never, withinMs: 10 };

describe('fastLoopFuse', () => {
  it(
    'slows whoever goes round too fast without progress',
    marbles(({ cold, expectObservable, scheduler }) => {
      const fuse = createFastLoopFuse({ requests: 2, scheduler });
      const source = cold('  (a|)');
      const expected = '     (aa)-(a|)';
      expectObservable(source.pipe(fastLoopFuse(fuse, quick), repeat({ count: 3 }))).toBe(expected);
    }),
  );

  it(
    'frees source and delay when its subscriber leaves',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const fuse = createFastLoopFuse({ requests: 1, scheduler });
      const source = cold('--a-|');
      expectObservable(source.pipe(fastLoopFuse(fuse, quick)), '^--!').toBe('--a');
      expectObservable(source.pipe(fastLoopFuse(fuse, quick)), '----^--!').toBe('----');
      expectSubscriptions(source.subscriptions).toBe('^--!');
    }),
  );

  it('holds a naive retry to its slow rate, then stops it with a diagnosis', () => {
    const clock = new VirtualTimeScheduler();
    const fuse = createFastLoopFuse({ scheduler: clock });
    const at: number[] = [];
    const request = defer(() => {
      at.push(clock.now());
      return pause(3, clock);
    });
    let failure: unknown;
    request.pipe(fastLoopFuse(fuse, never), repeat()).subscribe({ error: (error: unknown) => (failure = error) });
    clock.flush();
    expect(at).to.have.length(200);
    expect(at.filter((ms) => ms >= 60_000 && ms < 120_000)).to.have.length.at.most(60);
    expect(failure).to.be.instanceOf(FastLoopError).and.include({ operation: 'read', requests: 201 });
    expect(failure).to.have.property('withinMs').that.is.within(180_000, 190_000);
  });

  it('lets through whatever makes progress', () => {
    const clock = new VirtualTimeScheduler();
    const fuse = createFastLoopFuse({ requests: 2, failAfter: 4, scheduler: clock });
    const watched = of(1).pipe(fastLoopFuse(fuse, { ...never, isProgress: (value: number) => value === 1 }));
    let values = 0;
    watched.pipe(repeat({ count: 1_000 })).subscribe(() => (values += 1));
    expect(values).to.equal(1_000);
  });

  it('cannot be retried away', () => {
    const clock = new VirtualTimeScheduler();
    const fuse = createFastLoopFuse({ requests: 2, failAfter: 4, scheduler: clock });
    let subscriptions = 0;
    const request = defer(() => of((subscriptions += 1)));
    const looping = request.pipe(fastLoopFuse(fuse, never), repeat(), retry({ count: 50 }));
    looping.subscribe({ error: () => undefined });
    clock.flush();
    expect(subscriptions).to.equal(4);
  });
});

operatorLaws<number, number>(
  { describe, it },
  {
    name: 'fastLoopFuse',
    make: (scheduler) => fastLoopFuse(createFastLoopFuse({ scheduler }), never),
    sample: [1, 2, 3],
    makeThrowing: (scheduler, thrown) => {
      const isProgress = (): never => {
        throw thrown;
      };
      return fastLoopFuse(createFastLoopFuse({ scheduler }), { ...never, isProgress });
    },
  },
);

describe('fastLoopFuse, with many at once', () => {
  it('takes no number of them for a loop, and one after the other still for one', () => {
    const fuse = createFastLoopFuse({ scheduler: new VirtualTimeScheduler(), requests: 2, failAfter: 3 });
    const failures: unknown[] = [];
    const follow = (source: Observable<never>) =>
      source.pipe(fastLoopFuse(fuse, quick)).subscribe({ error: (error: unknown) => failures.push(error) });
    const open = Array.from({ length: 50 }, () => follow(NEVER));
    expect(failures).to.deep.equal([]);
    for (const one of open) one.unsubscribe();
    for (let again = 0; again < 5; again++) follow(EMPTY);
    expect(failures).to.have.length(5);
  });
});
