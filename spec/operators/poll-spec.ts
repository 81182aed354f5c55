import { expect } from 'chai';
import fc from 'fast-check';
import {
  concatMap,
  defer,
  EMPTY,
  map,
  NEVER,
  Observable,
  of,
  type SchedulerLike,
  Subject,
  take,
  throwError,
  timer,
} from 'rxjs';
import { BehaviorSubject, VirtualTimeScheduler } from 'rxjs';
import { AccessDeniedError } from '../../lib/errors/AccessDeniedError.js';
import { RateLimitedError } from '../../lib/errors/RateLimitedError.js';
import { UpstreamTimeoutError } from '../../lib/errors/UpstreamTimeoutError.js';
import { poll, type PollOptions, type PollTick } from '../../lib/operators/poll.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';

const none = { random: () => 0 };
const timeout = new UpstreamTimeoutError('read', 100);
const r = { kind: 'read', value: 'r' } as const;

describe('poll', () => {
  it(
    'reads at once and pauses after the end of each read',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const read = cold('    -(r|)');
      const expected = '     -r--r--r--';
      const steady = { everyMs: 2, maxEveryMs: () => 2, isNews: () => true, scheduler, entropy: none };
      expectObservable(
        poll(() => read, steady),
        '^--------!',
      ).toBe(expected, { r });
      expectSubscriptions(read.subscriptions).toBe(['^!', '---^!', '------^!']);
    }),
  );

  it(
    'never begins a read before the one under way has ended, however slow it is',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const read = cold('--r---|');
      const options = { everyMs: 1, maxEveryMs: () => 1, isNews: () => true, scheduler, entropy: none };
      expectObservable(
        poll(() => read, options),
        '^----------------!',
      ).toBe('--r------r------r-', { r });
      expectSubscriptions(read.subscriptions).toBe(['^-----!', '-------^-----!', '--------------^--!']);
    }),
  );

  it(
    'aborts the read when its subscriber leaves',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const read = cold('-----r|');
      expectObservable(
        poll(() => read, { maxEveryMs: () => 9, isNews: () => true, scheduler, entropy: none }),
        '^--!',
      ).toBe('----');
      expectSubscriptions(read.subscriptions).toBe('^--!');
    }),
  );

  // An operator made of it, for a poll has no source and no end: each value is read twice.
  operatorLaws(
    { describe, it },
    {
      name: 'poll, two reads of each value',
      make: (scheduler) => (source: Observable<number>) =>
        source.pipe(
          concatMap((value) =>
            poll(() => of(value), { maxEveryMs: () => 9, isNews: () => true, scheduler, entropy: none }).pipe(
              take(2),
              map((tick) => (tick.kind === 'read' ? tick.value : NaN)),
            ),
          ),
        ),
      sample: [1, 2, 3],
      makeThrowing: (scheduler, thrown) => (source) =>
        source.pipe(
          concatMap(() =>
            poll<number>(
              () => {
                throw thrown;
              },
              { maxEveryMs: () => 9, isNews: () => true, scheduler, entropy: none },
            ),
          ),
          map(() => NaN),
        ),
    },
  );

  it('clears its timer when its subscriber leaves', () => {
    const { clock, leave } = polling(() => of('r'));
    leave();
    expect(clock.actions.filter((action) => !action.closed)).to.deep.equal([]);
  });

  it('waits for a read that never ends, and goes on after one that brings nothing', () => {
    const silent = polling(() => NEVER);
    silent.until(100_000);
    expect(silent.reads).to.deep.equal([0]);
    const empty = polling(() => EMPTY);
    empty.until(6_000);
    expect(empty.reads).to.deep.equal([0, 2_000, 5_000]);
    expect(empty.ticks).to.deep.equal([]);
  });

  it('slows while nothing is new, up to the patience of the moment, and hurries after news', () => {
    let patienceMs = 6_000;
    let news = false;
    const { reads, until } = polling(() => of('r'), { isNews: () => news, maxEveryMs: () => patienceMs });
    until(25_000);
    expect(gaps(reads)).to.deep.equal([2_000, 3_000, 4_500, 6_000, 6_000]);
    news = true;
    until(32_000);
    expect(gaps(reads).slice(5)).to.deep.equal([6_000, 2_000, 2_000]);
    news = false;
    patienceMs = 2_500;
    until(42_000);
    expect(gaps(reads).slice(8)).to.deep.equal([2_000, 2_500, 2_500, 2_500]);
  });

  it('takes chance off a pause, never adds to it', () => {
    const { reads, until } = polling(() => of('r'), {
      isNews: () => true,
      entropy: { random: () => 0.5 },
      jitter: 0.5,
    });
    until(3_100);
    expect(gaps(reads)).to.deep.equal([1_500, 1_500]);
  });

  it('tells news at the latest one longest pause and two reads after they were there', () => {
    const config = fc.record({
      newsAt: fc.integer({ min: 0, max: 200_000 }),
      readMs: fc.integer({ min: 0, max: 3_000 }),
      maxMs: fc.integer({ min: 1, max: 20_000 }),
      chance: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 9 }),
    });
    fc.assert(
      fc.property(config, ({ newsAt, readMs, maxMs, chance }) => {
        const clock = new VirtualTimeScheduler();
        let draws = 0;
        const entropy = { random: () => chance[(draws += 1) % chance.length] ?? 0 };
        // Upstream looks into its queue when the request comes in, the answer takes its time.
        const read = (): Observable<boolean> =>
          defer(() => {
            const there = clock.now() >= newsAt;
            return new Observable<boolean>((reader) => {
              const answer = timer(readMs, clock).subscribe(() => {
                reader.next(there);
                reader.complete();
              });
              return answer;
            });
          });
        let seenAt = NaN;
        const options = { maxEveryMs: () => maxMs, isNews: (there: boolean) => there, scheduler: clock, entropy };
        const ticks = poll(read, options).subscribe((tick) => {
          if (tick.kind !== 'read' || !tick.value) return;
          seenAt = clock.now();
          ticks.unsubscribe();
        });
        clock.flush();
        expect(seenAt - newsAt).to.be.within(0, maxMs + 2 * readMs);
      }),
      { numRuns: 200 },
    );
  });

  it('tells of a failure that may pass, backs off with full jitter and forgets it after a success', () => {
    const failures = [true, true, true, false, true, false];
    const { reads, ticks, until } = polling(() => (failures.shift() === true ? throwError(() => timeout) : of('r')), {
      entropy: { random: () => 0.5 },
      jitter: 0,
    });
    until(4_100);
    expect(ticks.slice(0, 5)).to.deep.equal([
      { kind: 'retrying', error: timeout, attempt: 1, inMs: 250 },
      { kind: 'retrying', error: timeout, attempt: 2, inMs: 500 },
      { kind: 'retrying', error: timeout, attempt: 3, inMs: 1_000 },
      { kind: 'read', value: 'r' },
      { kind: 'retrying', error: timeout, attempt: 1, inMs: 250 },
    ]);
    expect(reads).to.deep.equal([0, 250, 750, 1_750, 3_750, 4_000]);
  });

  it('leaves upstream alone for as long as it asked, whoever wakes it', () => {
    const wakes = new Subject<void>();
    const { reads, until } = polling(() => throwError(() => new RateLimitedError('read', 9_000)), { wakes });
    until(10);
    wakes.next();
    until(18_000);
    expect(reads).to.deep.equal([0, 9_000, 18_000]);
  });

  it('ends with a failure that cannot pass', () => {
    const denied = new AccessDeniedError('read');
    const { error, until } = polling(() => throwError(() => denied));
    until(10);
    expect(error()).to.equal(denied);
  });

  it('cuts its pause short for a wake, down to the shortest gap', () => {
    const wakes = new Subject<void>();
    const { reads, until } = polling(() => of('r'), { wakes, minGapMs: 300 });
    until(100);
    wakes.next();
    wakes.next();
    until(1_000);
    wakes.next();
    until(1_001);
    expect(reads).to.deep.equal([0, 300, 1_000]);
  });

  it('makes exactly one more read follow the one that was woken', () => {
    const wakes = new Subject<void>();
    const { reads, until } = polling((clock) => timer(100, clock), { wakes, maxEveryMs: () => 5_000 });
    until(50);
    for (let i = 0; i < 5; i += 1) wakes.next();
    until(2_250);
    expect(reads).to.deep.equal([0, 100, 2_200]);
  });

  it('survives a consumer that wakes it for every value', () => {
    const wakes = new Subject<void>();
    let values = 0;
    const { until } = polling(
      () => of('r'),
      { wakes, minGapMs: 1 },
      () => {
        values += 1;
        wakes.next();
      },
    );
    until(5_000);
    expect(values).to.equal(5_001);
  });

  it('takes a wake that comes with the subscription for the first read, and leaves its wakes', () => {
    const wakes = new BehaviorSubject<unknown>(1);
    const { reads, until, leave } = polling(() => of('r'), { wakes });
    until(1_000);
    expect(reads).to.deep.equal([0]);
    leave();
    expect(wakes.observed).to.equal(false);
  });

  it('goes on when its wakes complete, and ends with their error', () => {
    const finished = polling(() => of('r'), { wakes: EMPTY });
    finished.until(2_000);
    expect(finished.reads).to.deep.equal([0, 2_000]);
    const broken = polling(() => of('r'), { wakes: throwError(() => timeout) });
    broken.until(2_000);
    expect([broken.error(), broken.reads]).to.deep.equal([timeout, []]);
  });

  it('makes one read, not many, after the clock has jumped', () => {
    const clock = new VirtualTimeScheduler();
    let jumpMs = 0;
    const scheduler: SchedulerLike = { now: () => clock.now() + jumpMs, schedule: clock.schedule.bind(clock) };
    const { reads, until } = polling(() => of('r'), { scheduler, isNews: () => true }, undefined, clock);
    until(1_000);
    jumpMs = 3_600_000;
    until(2_000);
    expect(reads).to.deep.equal([0, 2_000]);
    expect(clock.actions.filter((action) => !action.closed)).to.have.length(1);
  });

  it('keeps a pause that no single timer can keep', () => {
    const everyMs = 5_000_000_000;
    const clock = new VirtualTimeScheduler();
    const delays: number[] = [];
    const schedule = clock.schedule.bind(clock);
    clock.schedule = (work, delay = 0, state) => {
      delays.push(delay);
      return schedule(work, delay, state);
    };
    const options = { everyMs, maxEveryMs: () => Infinity, isNews: () => true };
    const { reads, until } = polling(() => of('r'), options, undefined, clock);
    until(everyMs);
    expect(reads).to.deep.equal([0, everyMs]);
    expect(Math.max(...delays)).to.be.lessThan(2 ** 31);
  });

  it('stops a synchronous firehose when its taker has enough', () => {
    let produced = 0;
    const firehose = new Observable<number>((reader) => {
      while (produced < 100_000 && !reader.closed) reader.next((produced += 1));
    });
    const options = { maxEveryMs: () => 9, isNews: () => true, scheduler: new VirtualTimeScheduler(), entropy: none };
    const values: unknown[] = [];
    poll(() => firehose, options)
      .pipe(take(3))
      .subscribe((tick) => values.push(tick));
    expect(values).to.have.length(3);
    expect(produced).to.be.at.most(4);
  });

  it('runs each subscription on its own', () => {
    const clock = new VirtualTimeScheduler();
    const seen: string[] = [];
    const options = { maxEveryMs: () => 2_000, isNews: () => true, scheduler: clock, entropy: none };
    const polled = poll(() => of('r'), options).pipe(take(2));
    polled.subscribe(() => seen.push(`first@${String(clock.now())}`));
    clock.schedule(() => polled.subscribe(() => seen.push(`second@${String(clock.now())}`)), 500);
    clock.flush();
    expect(seen).to.deep.equal(['first@0', 'second@500', 'first@2000', 'second@2500']);
  });

  it('ends with what a callback throws', () => {
    const thrown = new Error('callback');
    const failing = (): never => {
      throw thrown;
    };
    const broken = [
      polling(failing),
      polling(() => of('r'), { isNews: failing }),
      polling(() => of('r'), { maxEveryMs: failing }),
      polling(() => throwError(() => timeout), { isRetryable: failing }),
      polling(() => throwError(() => timeout), { entropy: { random: failing } }),
    ];
    for (const { until, error, clock } of broken) {
      until(10);
      expect(error()).to.equal(thrown);
      expect(clock.actions.filter((action) => !action.closed)).to.deep.equal([]);
    }
  });

  it('ends with an error that names a longest pause that is none', () => {
    const { until, error } = polling(() => of('r'), { maxEveryMs: () => NaN });
    until(10);
    expect(error()).to.have.property('message', 'maxEveryMs: expected > 0 ms, got NaN');
  });

  it('refuses nonsense at the call', () => {
    const wrong: readonly Partial<PollOptions<unknown>>[] = [
      { everyMs: 0 },
      { growth: 0.9 },
      { minGapMs: -1 },
      { jitter: 1.1 },
      { retryBaseMs: NaN },
      { retryCapMs: -1 },
    ];
    for (const option of wrong) expect(() => polling(() => of('r'), option)).to.throw(Object.keys(option)[0] ?? 'none');
  });

  it('goes on when letting go of a read throws, which is the trouble of whoever ended that read', () => {
    const caught: unknown[] = [];
    const rough = new Observable<string>((subscriber) => {
      subscriber.add(() => {
        throw new Error('abort failed');
      });
      try {
        subscriber.next('r');
        subscriber.complete();
      } catch (error) {
        caught.push(error);
      }
    });
    const { until, reads, leave } = polling(() => rough, { everyMs: 10, maxEveryMs: () => 10 });
    until(25);
    expect(reads).to.deep.equal([0, 10, 20]);
    expect(caught.map(String).join()).to.include('abort failed');
    leave();
  });

  it('frees its timer and its wakes when it is left, even if letting go of them throws', () => {
    const wakes = new Observable<never>(() => () => {
      throw new Error('wakes');
    });
    let isFree = false;
    const read = new Observable<never>(() => () => (isFree = true));
    const { until, leave } = polling(() => read, { wakes });
    until(5);
    expect(leave).to.throw('wakes');
    expect(isFree).to.equal(true);
  });
});

interface Polling {
  readonly clock: VirtualTimeScheduler;
  /** When each read began. */
  readonly reads: number[];
  readonly ticks: PollTick<unknown>[];
  until(ms: number): void;
  leave(): void;
  error(): unknown;
}

function polling(
  read: (clock: VirtualTimeScheduler) => Observable<unknown>,
  options: Partial<PollOptions<unknown>> = {},
  onTick?: () => void,
  clock = new VirtualTimeScheduler(),
): Polling {
  const reads: number[] = [];
  const ticks: PollTick<unknown>[] = [];
  let failure: unknown;
  const reading = (): Observable<unknown> => {
    reads.push(clock.now());
    return read(clock);
  };
  const defaults = { maxEveryMs: () => 15_000, isNews: () => false, scheduler: clock, entropy: none };
  const subscription = poll(reading, { ...defaults, ...options }).subscribe({
    next: (tick) => {
      ticks.push(tick);
      onTick?.();
    },
    error: (error: unknown) => (failure = error),
  });
  return {
    clock,
    reads,
    ticks,
    until: (ms) => {
      clock.maxFrames = ms;
      clock.flush();
      clock.frame = ms;
    },
    leave: () => {
      subscription.unsubscribe();
    },
    error: () => failure,
  };
}

function gaps(instants: readonly number[]): number[] {
  return instants.slice(1).map((at, i) => at - (instants[i] ?? NaN));
}
